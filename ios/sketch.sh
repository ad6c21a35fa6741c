#!/bin/sh
# Draws every state of every screen, or those whose name holds one of the PARTs, into target/ios/sketches: sketches, not screenshots.
# usage: sketch.sh ROOT [PART…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../target/ios/sketches
rm -rf "$out"
mkdir -p "$out/html"
root=$1
shift
"$here/build.sh" "$root" build --product sketch
"$here/../bindings/tests/swift/in-swift.sh" "$root" /w/target/ios/build/debug/sketch /w/target/ios/sketches/html
is_wanted() {
    page=$1
    shift
    [ $# -gt 0 ] || return 0
    for part; do case $page in *"$part"*) return 0 ;; esac; done
    return 1
}
for page in "$out"/html/*.html; do
    is_wanted "$page" "$@" || continue
    case $page in *tablet*) size=1024,768 ;; *) size=390,844 ;; esac
    chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=$size --user-data-dir="$out/.profile" \
        --screenshot="$out/$(basename "$page" .html).png" "file://$page" 2>/dev/null
done
rm -rf "$out/.profile"
