#!/bin/sh
# Builds and runs the Swift programs in the Swift root.
# usage: test.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
faces=$here/../../../target/faces
package=$faces/swift-package
core=$package/generated/AssentCore ffi=$package/generated/AssentCoreFFI
mkdir -p "$core" "$ffi/include"
# A package must hold all its sources; what did not change keeps its time, and is not compiled again.
put() { cmp -s "$1" "$2" || cp "$1" "$2"; }
put "$faces/swift/AssentCore.swift" "$core/AssentCore.swift"
put "$faces/swift/AssentCoreFFI.h" "$ffi/include/AssentCoreFFI.h"
put "$faces/swift/AssentCoreFFI.modulemap" "$ffi/include/module.modulemap"
[ -e "$ffi/none.c" ] || echo "// SwiftPM wants a source in each target." >"$ffi/none.c"
put "$here/Package.swift" "$package/Package.swift"
rm -rf "$package/Tests"
cp -Rp "$here/Tests" "$package/Tests"
library=/w/target/faces
# Trixie's own libraries lack symbols that nothing here calls, hence --allow-shlib-undefined.
exec "$here/in-swift.sh" "$1" sh -c 'cd target/faces/swift-package && exec "$@"' sh \
    swift test --disable-sandbox --scratch-path /w/target/faces/swift-build -j 2 \
    -Xlinker --allow-shlib-undefined -Xlinker "-L$library" -Xlinker -rpath -Xlinker "$library"
