#!/bin/sh
# The face for Android in target/android-face: jniLibs/<ABI>/libassent_bindings.so, and its Kotlin.
# usage: bindings/build-android.sh [ABI...]   (arm64-v8a and x86_64 unless said)
#
# With an NDK (ANDROID_NDK_HOME) its clang and its libraries are taken: so should be what others are given. Without one, Debian's clang
# and lld, bionic.h and stubs of Android's libraries (bindings/android). Nobody ran the way of the NDK yet.
set -eu
cd "$(dirname "$0")/.."
out=target/android-face name=libassent_bindings.so made=target/bionic
[ $# -gt 0 ] || set -- arm64-v8a x86_64

use_ndk() { # ARCH TARGET
    bin=$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin)
    compiler=$bin/$2"28-clang" archiver=$bin/llvm-ar readelf=$bin/llvm-readelf
}

use_stubs() { # ARCH TARGET
    export ASSENT_BIONIC="$PWD/$made"
    compiler=$ASSENT_BIONIC/$2-clang archiver=llvm-ar readelf=llvm-readelf
    mkdir -p "$made/$1"
    ln -sf "$PWD/bindings/android/clang.sh" "$compiler"
    bindings/android/headers.sh "$made/include"
    bindings/android/stubs.sh "$1" "$made/$1"
    bindings/android/unwind.sh "$compiler" "$made/$1"
    bindings/android/abi.py "$1" "$compiler" "$made"
}

# Pages of 16 KiB are Android 15's; the name inside is what the loader looks for. The profile strips. One kind of library alone: beside
# Rust's own, Cargo leaves out optimising at link time without a word (https://github.com/rust-lang/cargo/issues/4611).
build() { # TARGET
    lower=$(echo "$1" | tr - _) upper=$(echo "$1" | tr a-z- A-Z_)
    env "CC_$lower=$compiler" "AR_$lower=$archiver" "CARGO_TARGET_${upper}_LINKER=$compiler" \
        "CARGO_TARGET_${upper}_RUSTFLAGS=-C link-arg=-Wl,-z,max-page-size=16384 -C link-arg=-Wl,-soname,$name" \
        cargo rustc -p assent-bindings --lib --crate-type cdylib --profile phone --no-default-features --locked --target "$1"
}

for abi in "$@"; do
    case $abi in arm64-v8a) arch=aarch64 ;; x86_64) arch=x86_64 ;; *) echo "$abi: 64-bit only" >&2; exit 2 ;; esac
    target=$arch-linux-android
    if [ -n "${ANDROID_NDK_HOME:-}" ]; then use_ndk "$arch" "$target"; else use_stubs "$arch" "$target"; fi
    build "$target"
    mkdir -p "$out/jniLibs/$abi"
    cp "target/$target/phone/$name" "$out/jniLibs/$abi"
    "$readelf" --program-headers --wide "$out/jniLibs/$abi/$name" |
        awk -v abi="$abi" '$1 == "LOAD" && $NF != "0x4000" { print abi ": not for pages of 16 KiB"; bad = 1 } END { exit bad }'
done

# A stripped library no longer says what its face is: the Kotlin comes from this machine's.
cargo run -p assent-bindings --bin generate --locked -- kotlin "$out/kotlin"
