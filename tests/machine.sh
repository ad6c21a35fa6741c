#!/bin/sh
# Makes sure that the Debian packages named as arguments are installed.
set -eu
missing=""
for package in "$@"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
command="apt-get install --yes --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo"; else
    echo "The tests need packages that are not installed. Run this, then make test again:" >&2
    echo "  sudo apt-get update && sudo $command" >&2
    exit 1
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update --quiet=2
# shellcheck disable=SC2086 # the list is meant to be split
$run $command --quiet=2
