#!/bin/sh
# The face for iOS: target/apple/AssentCoreFFI.xcframework and target/apple/AssentCore.swift.
# Needs a Mac with Xcode, and `rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios`.
#
# Not run on any machine yet: there was none with Xcode. Of its steps only the Swift was made (Debian 12, and compiled by
# Swift 6.0.3 on Debian 13).
set -eu
cd "$(dirname "$0")/.."
out=target/apple name=libassent_bindings.a
export IPHONEOS_DEPLOYMENT_TARGET=17.0
rm -rf "$out"
mkdir -p "$out/headers" "$out/simulator"

for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
    cargo rustc -p assent-bindings --lib --crate-type staticlib --target "$target" --profile phone --no-default-features --locked
done
# One library for the simulators of both kinds of Mac.
lipo -create target/aarch64-apple-ios-sim/phone/$name target/x86_64-apple-ios/phone/$name -output "$out/simulator/$name"

cargo run -p assent-bindings --bin generate --locked -- swift "$out/swift"
mv "$out/swift/AssentCore.swift" "$out"
mv "$out/swift/AssentCoreFFI.h" "$out/headers"
mv "$out/swift/AssentCoreFFI.modulemap" "$out/headers/module.modulemap"
xcodebuild -create-xcframework \
    -library target/aarch64-apple-ios/phone/$name -headers "$out/headers" \
    -library "$out/simulator/$name" -headers "$out/headers" \
    -output "$out/AssentCoreFFI.xcframework"
