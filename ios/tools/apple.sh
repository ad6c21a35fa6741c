#!/bin/sh
# Puts what bindings/build-apple.sh made where Package.swift expects it. On a Mac; never run yet.
set -eu
cd "$(dirname "$0")/.."
made=../target/apple
mkdir -p Generated/AssentCore
cp "$made/AssentCore.swift" Generated/AssentCore
rm -rf Generated/AssentCoreFFI.xcframework
cp -R "$made/AssentCoreFFI.xcframework" Generated
