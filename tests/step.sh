#!/bin/sh
# Runs one step of `make test`, and shows what it printed only if it failed: first each line that tells of a failure, then the end.
set -u
step=$1 log=target/log/$1.txt began=$(date +%s)
mkdir -p target/log
echo "$step …"
make --no-print-directory "$step" >"$log" 2>&1
status=$?
secs=$(($(date +%s) - began))
[ "$status" = 0 ] && echo "$step: passed in $secs s" && exit 0
grep --text --line-number --extended-regexp 'FAILED|FAILURE!|\[ERROR\]|✘|(^|[^ ])error(\[.*\])?: |: failed|failures:|panicked at|^FAIL|\*\*\*' "$log" | cut -c1-400 | tail -n 60
echo "--- the end of $log"
tail -n 80 "$log" | cut -c1-400
echo "$step: failed after $secs s; all of what it printed is in $log, and 'make $step' runs it alone" >&2
exit 1
