#!/bin/sh
# Writes every state of every screen as HTML into target/ios/sketches/html: sketches, not screenshots.
# usage: sketch.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../target/ios/sketches
rm -rf "$out"
mkdir -p "$out/html"
"$here/build.sh" "$1" build --product sketch
exec "$here/../bindings/tests/swift/in-swift.sh" "$1" /w/target/ios/build/debug/sketch /w/target/ios/sketches/html
