#!/bin/sh
# Measures the face as apps have it: the size of the stripped library, and lists of accounts through Kotlin.
# usage: bindings/bench/run.sh   Builds the library in the profile `phone`, which takes minutes.
set -eu
cd "$(dirname "$0")/../.."
make face-library
# One kind of library alone: beside Rust's own, Cargo leaves out optimising at link time without a word
# (https://github.com/rust-lang/cargo/issues/4611).
build="cargo rustc -p assent-bindings --lib --crate-type cdylib --profile phone --no-default-features --locked"
$build
bytes=$(stat --format=%s target/phone/libassent_bindings.so)
awk -v bytes="$bytes" 'BEGIN { printf "library, stripped: %.2f MiB (goal: at most 6)\n", bytes / 1048576 }'
# With the tests' own calls, half a MiB more, since the Kotlin of the tests is used.
$build --features probe
mvn --quiet --batch-mode --file bindings/tests/kotlin/pom.xml -Dlibrary="$PWD/target/phone" -Dtest=ListBench -DargLine=-Xshare:auto test
