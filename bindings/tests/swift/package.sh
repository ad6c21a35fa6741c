#!/bin/sh
# Puts the generated bindings into a package, and runs Swift there, in the Swift root, with the library.
# usage: package.sh ROOT PACKAGE SCRATCH build|test [OPTION…]   PACKAGE and SCRATCH: folders of this repository
set -eu
root=$1 package=$2 scratch=$3 what=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
repository=$here/../../..
faces=$repository/target/faces/swift
core=$repository/$package/Generated/AssentCore ffi=$repository/$package/Generated/AssentCoreFFI
mkdir -p "$core" "$ffi/include"
# What did not change keeps its time, and is not compiled again.
put() { cmp -s "$1" "$2" || cp "$1" "$2"; }
put "$faces/AssentCore.swift" "$core/AssentCore.swift"
put "$faces/AssentCoreFFI.h" "$ffi/include/AssentCoreFFI.h"
put "$faces/AssentCoreFFI.modulemap" "$ffi/include/module.modulemap"
[ -e "$ffi/none.c" ] || echo "// SwiftPM wants a source in each target." >"$ffi/none.c"
library=/w/target/faces
# Trixie's own libraries lack symbols that nothing here calls, hence --allow-shlib-undefined.
exec "$here/in-swift.sh" "$root" sh -c 'cd "$0" && exec "$@"' "$package" \
    env SWIFT_BACKTRACE=enable=no swift "$what" --disable-sandbox --scratch-path "/w/$scratch" -j 2 \
    -Xlinker --allow-shlib-undefined -Xlinker "-L$library" -Xlinker -rpath -Xlinker "$library" "$@"
