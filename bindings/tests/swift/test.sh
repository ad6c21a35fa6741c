#!/bin/sh
# Builds and runs the Swift programs in the Swift root.
# usage: test.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=$here/../../../target/faces/swift-package
# A package must hold all its sources.
mkdir -p "$package"
cp -p "$here/Package.swift" "$package"
rm -rf "$package/Tests"
cp -Rp "$here/Tests" "$package/Tests"
exec "$here/package.sh" "$1" target/faces/swift-package target/faces/swift-build test
