#!/bin/sh
# Runs every fuzz target for so many seconds: tests/fuzz/run.sh 600
# Stable Rust and g++ do: coverage comes from LLVM's sanitizer-coverage pass, the fuzzer is LLVM's libFuzzer.
set -eu
cd "$(dirname "$0")"
seconds="${1:-600}"
out="${CARGO_TARGET_DIR:-../../target}/fuzz"
export CARGO_TARGET_DIR="$out"
passes="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
host="$(rustc -vV | sed -n 's/^host: //p')"
# With a target named, build scripts and macros are built without these flags.
RUSTFLAGS="$passes --cfg fuzzing" cargo build --release --locked --target "$host"
program="$out/$host/release/assent-fuzz"
for target in envelope forged ticket receipt keys sealed_picture attestation otpauth codes text email user_agent backup_code config \
    import_json import_lines import_sealed google_batch own_export; do
    mkdir -p "$out/corpus/$target" "$out/crashes"
    seeds="seeds/$target"
    case "$target" in import_*) seeds=../vectors/imports ;; esac
    [ -d "$seeds" ] || seeds=""
    echo "fuzz $target for $seconds s"
    # shellcheck disable=SC2086 # no seeds are no argument
    ASSENT_FUZZ_TARGET="$target" "$program" -max_total_time="$seconds" -max_len=9000 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$out/crashes/$target-" "$out/corpus/$target" $seeds 2>"$out/$target.log" || {
        tail -n 40 "$out/$target.log"
        echo "$target failed; what broke it lies in tests/fuzz/$out/crashes" >&2
        exit 1
    }
    sed -n 's/^stat::number_of_executed_units: */  runs: /p; s/.*INITED \(cov: [0-9]*\).*/  begun with \1/p' "$out/$target.log"
    grep -o 'cov: [0-9]*' "$out/$target.log" | tail -n 1 | sed 's/^/  ended with /'
done
