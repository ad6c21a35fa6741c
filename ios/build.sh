#!/bin/sh
# Builds the package, or builds and tests it.
# usage: build.sh ROOT build|test [OPTION…]
set -eu
root=$1 what=$2
shift 2
library=/w/target/faces
# Trixie's own libraries lack symbols that nothing here calls, hence --allow-shlib-undefined.
exec "$(dirname "$0")/in-package.sh" "$root" \
    env SWIFT_BACKTRACE=enable=no swift "$what" --disable-sandbox --scratch-path /w/target/ios/build -j 2 \
    -Xlinker --allow-shlib-undefined -Xlinker "-L$library" -Xlinker -rpath -Xlinker "$library" "$@"
