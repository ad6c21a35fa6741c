#!/bin/sh
# Runs a command in the Swift root, with this repository at /w in it. No mount outlives the command.
# usage: in-swift.sh ROOT COMMAND…
set -eu
root=$1
shift
repository=$(cd "$(dirname "$0")/../../.." && pwd)
mkdir -p "$root/w"
exec unshare --mount --propagation private sh -eu -c '
    root=$1 repository=$2
    shift 2
    mount -t proc proc "$root/proc"
    mount --bind "$repository" "$root/w"
    exec chroot "$root" env -i PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 ASSENT_SCENE="${ASSENT_SCENE-}" ASSENT_MISSED_GLANCES="${ASSENT_MISSED_GLANCES-}" \
        sh -c "cd /w && exec \"\$@\"" sh "$@"
' sh "$root" "$repository" "$@"
