#!/bin/sh
# Runs a command as root, which mounting needs.
set -eu
[ "$(id -u)" = 0 ] && exec "$@"
sudo -n true || { echo "Swift is set up in a folder of its own, for which root is needed: run make as root, or allow sudo" >&2 && exit 1; }
exec sudo --preserve-env=ASSENT_SCENE,ASSENT_MISSED_GLANCES "$@"
