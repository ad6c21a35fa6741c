#!/bin/sh
# Puts the app's package together in target/ios/package, and builds it, or builds and tests it.
# Nothing is written beside what is checked in.
# usage: build.sh ROOT build|test [OPTION…]
set -eu
root=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
package=$here/../target/ios/package
mkdir -p "$package"
cp -p "$here/Package.swift" "$package"
for part in Alert App Sources Stubs Tests; do ln -sfn "../../../ios/$part" "$package/$part"; done
# Swift 6.0 builds anew only what it thinks it must, and once the texts' keys are other ones it is wrong: words of other keys were shown.
keys=$here/Sources/AssentKit/Words/TextKey.swift
cmp -s "$keys" "$package/TextKey.swift" || rm -rf "$here/../target/ios/build"
cp "$keys" "$package"
exec "$here/../bindings/tests/swift/package.sh" "$root" target/ios/package target/ios/build "$@"
