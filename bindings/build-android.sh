#!/bin/sh
# The face for Android: target/android/jniLibs/<ABI>/libassent_bindings.so and target/android/kotlin.
# Needs an NDK (ANDROID_NDK_HOME), `cargo install cargo-ndk`, and `rustup target add aarch64-linux-android x86_64-linux-android`.
#
# Not run on any machine yet: there was none with an NDK. Of its steps only the Kotlin was made (Debian 12).
set -eu
cd "$(dirname "$0")/.."
out=target/android name=libassent_bindings.so
: "${ANDROID_NDK_HOME:?names the folder of the NDK}"

# Android 15 may have pages of 16 KiB; the name inside is what the loader looks for.
flags="-C link-arg=-Wl,-z,max-page-size=16384 -C link-arg=-Wl,-soname,$name"
export CARGO_TARGET_AARCH64_LINUX_ANDROID_RUSTFLAGS="$flags" CARGO_TARGET_X86_64_LINUX_ANDROID_RUSTFLAGS="$flags"

# The oldest system is Android 9 (API 28). The profile strips the libraries. One kind of library alone: beside Rust's own,
# Cargo leaves out optimising at link time without a word (https://github.com/rust-lang/cargo/issues/4611).
cargo ndk --platform 28 --target arm64-v8a --target x86_64 --output-dir "$out/jniLibs" \
    rustc -p assent-bindings --lib --crate-type cdylib --profile phone --no-default-features --locked

for library in "$out"/jniLibs/*/"$name"; do
    "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin/llvm-readelf --program-headers --wide "$library" |
        awk -v library="$library" '$1 == "LOAD" && $NF != "0x4000" { print library ": not for pages of 16 KiB"; bad = 1 } END { exit bad }'
done

# A stripped library no longer says what its face is: the Kotlin comes from this machine's.
cargo run -p assent-bindings --bin generate --locked -- kotlin "$out/kotlin"
