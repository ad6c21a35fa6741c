#!/bin/sh
# Puts ntfy into the folder given: Debian's package from unstable, as no stable Debian has it yet. apt checks its signature.
# usage: get-ntfy.sh FOLDER   Needs no root, and installs nothing. Done before: does nothing.
set -eu
folder=$1
[ -x "$folder/root/usr/bin/ntfy" ] && exit 0
rm -rf "$folder"
mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
folder=$(cd "$folder" && pwd)
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} sid main" >"$folder/sources.list"
: >"$folder/state/status"
# An apt of its own, so that the machine's knows nothing of unstable.
own_apt() {
    apt-get --quiet=2 -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=- -o Dir::State="$folder/state" \
        -o Dir::State::status="$folder/state/status" -o Dir::Cache="$folder/cache" -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)" "$@"
}
own_apt update
(cd "$folder" && own_apt download ntfy)
dpkg-deb --extract "$folder"/ntfy_*.deb "$folder/root"
rm -rf "$folder/state" "$folder/cache"
"$folder/root/usr/bin/ntfy" --help >/dev/null || {
    echo "this machine can't run Debian's ntfy: it needs libc 2.34 and libsqlite3-0 (apt-get install libsqlite3-0)" >&2
    rm -rf "$folder"
    exit 1
}
