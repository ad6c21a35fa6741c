#!/bin/sh
# Puts the package together in target/ios/package, with what is generated, and runs a command there, in the Swift root.
# Nothing is written beside what is checked in.
# usage: in-package.sh ROOT COMMAND…
set -eu
root=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
faces=$here/../target/faces/swift
package=$here/../target/ios/package
core=$package/Generated/AssentCore ffi=$package/Generated/AssentCoreFFI
mkdir -p "$core" "$ffi/include"
# What did not change keeps its time, and is not compiled again.
put() { cmp -s "$1" "$2" || cp "$1" "$2"; }
put "$faces/AssentCore.swift" "$core/AssentCore.swift"
put "$faces/AssentCoreFFI.h" "$ffi/include/AssentCoreFFI.h"
put "$faces/AssentCoreFFI.modulemap" "$ffi/include/module.modulemap"
[ -e "$ffi/none.c" ] || echo "// SwiftPM wants a source in each target." >"$ffi/none.c"
put "$here/Package.swift" "$package/Package.swift"
for part in Alert App Sources Stubs Tests; do ln -sfn "../../../ios/$part" "$package/$part"; done
exec "$here/../bindings/tests/swift/in-swift.sh" "$root" sh -c 'cd target/ios/package && exec "$@"' sh "$@"
