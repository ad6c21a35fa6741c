#!/bin/sh
# Measures the face as apps have it: the size of the stripped library, and the list of 1,000 accounts through Kotlin.
# usage: bindings/bench/run.sh   Builds the library in the profile `dist`, which takes minutes.
set -eu
cd "$(dirname "$0")/../.."
make face-library
# With the tests' own calls, which add little, since the Kotlin of the tests is used.
cargo build -p assent-bindings --lib --profile dist --no-default-features --features probe --locked
bytes=$(stat --format=%s target/dist/libassent_bindings.so)
awk -v bytes="$bytes" 'BEGIN { printf "library, stripped: %.2f MiB (goal: at most 6)\n", bytes / 1048576 }'
mvn --quiet --batch-mode --file bindings/tests/kotlin/pom.xml -Dlibrary="$PWD/target/dist" -Dtest=ListBench test
