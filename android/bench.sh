#!/bin/sh
# Compares two builds of the library under the app, in turns: unoptimised, as the tests have it, and optimised, as packages do.
# Says medians in milliseconds and their ratio. `make android-bench` builds what it wants.
# usage: bench.sh SCENE   (the command that starts a server for what follows it)
# TURNS=1: once, to see that it works.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target
out=$target/android/bench
rm -rf "$out"
mkdir -p "$out"
for _ in $(seq "${TURNS:-3}"); do
    for build in debug release; do
        "$1" mvn --quiet --batch-mode --file "$here/pom.xml" -Dtest=SpeedBench "-Dlibrary=$target/$build" "-Dbench=$out/$build" surefire:test >"$out/log" || {
            cat "$out/log" >&2
            exit 1
        }
    done
done
median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] / 1000 }'; }
for what in start wake; do
    slow=$(median "$out/debug-$what") quick=$(median "$out/release-$what")
    echo "$what: $slow ms unoptimised, $quick ms optimised, ratio $(awk "BEGIN { printf \"%.2f\", $quick / $slow }")"
done
