#!/bin/sh
# Runs all tests, and prints how much of each layer they ran. In a build of its own, whose code counts what it does.
# usage: coverage.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/build.sh" "$1" test --enable-code-coverage --scratch-path /w/target/ios/coverage
exec "$here/tools/coverage.py" "$here/../target/ios/coverage/debug/codecov/Assent.json"
