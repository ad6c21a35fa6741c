#!/bin/sh
# Puts Swift into the folder given: Debian 13 with its package `swiftlang`, from the mirror that this machine's apt uses.
# usage: get-swift.sh ROOT   Needs root and debootstrap. Done before: does nothing.
# Everything is mounted in a mount namespace of its own, so that nothing is left mounted.
set -eu
root=$1
[ -e "$root/made" ] && exit 0
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)
rm -rf --one-file-system "$root"
mkdir -p "$root"
unshare --mount --propagation private sh -eu -c '
    root=$1 mirror=$2
    # shellcheck disable=SC2086 # without a mirror, debootstrap takes its own
    debootstrap --variant=minbase trixie "$root" $mirror
    # What nobody needs who only compiles and tests: half of the package.
    for unwanted in bin/lldb\* bin/clangd bin/docc bin/sourcekit-lsp bin/repl_swift lib/liblldb\* lib/libsourcekitdInProc\* lib/swift_static/\*; do
        echo "path-exclude=/usr/libexec/swift/$unwanted"
    done >"$root/etc/dpkg/dpkg.cfg.d/lean"
    printf "path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\n" >>"$root/etc/dpkg/dpkg.cfg.d/lean"
    cp /etc/resolv.conf "$root/etc/"
    mount -t proc proc "$root/proc"
    export DEBIAN_FRONTEND=noninteractive
    chroot "$root" apt-get update --quiet=2
    chroot "$root" apt-get install --yes --quiet=2 --no-install-recommends swiftlang libc6-dev libstdc++-14-dev
    chroot "$root" apt-get clean
    rm -rf "$root/var/lib/apt/lists"
' sh "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log" >&2
    echo "Swift could not be installed; the whole log is in $root.log" >&2
    exit 1
}
touch "$root/made"
