#!/bin/sh
# The x86_64 library for Android, unchanged, at work on this Linux: the Python tests of the face, phone of real logins at a real server.
# It shows what was compiled for Android, its C among it, and how it unwinds; not Android itself. After `make apk`.
set -eu
cd "$(dirname "$0")/../../.."
out=target/android-host bionic=target/bionic/x86_64
mkdir -p "$out"
cp target/android-face/jniLibs/x86_64/libassent_bindings.so "$out"
cc -O1 -Wall -shared -fPIC -o "$out/bend.so" bindings/android/host/bend.c
cargo run -p assent-bindings --bin generate --locked -- python "$out"
# Those of the tests that need nothing of the feature `probe`, which no app has.
tests=$(cd bindings/tests/python && grep -L panic_now test_[!v]*.py | sed 's/\.py$//')
# The stubs are only there for the loader to find: glibc's names come first.
# shellcheck disable=SC2086 # the list is meant to be split
target/debug/scene env LD_PRELOAD="$PWD/$out/bend.so" LD_LIBRARY_PATH="$bionic" PYTHONPATH="$out:bindings/tests/python" \
    target/peers/bin/python -m unittest $tests
