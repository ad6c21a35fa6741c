#!/bin/sh
# stubs.sh ARCH OUT: libc.so and the like to link against, which have the names of imports.txt and nothing else: what is not on the list
# does not link. The phone's own libraries take their place when it loads ours.
set -eu
arch=$1 out=$2
for library in $(cut -d' ' -f1 "$(dirname "$0")/imports.txt" | sort -u) log; do
    {
        echo .data
        awk -v library="$library" '$1 == library {
            kind = $3 == "data" ? "object" : "function"
            print ".globl " $2 "\n.type " $2 ", %" kind "\n.size " $2 ", 8\n" $2 ": .quad 0" }' "$(dirname "$0")/imports.txt"
    } >"$out/$library.s"
    clang "--target=$arch-linux-android28" -shared -nostdlib -fuse-ld=lld "-Wl,-soname,lib$library.so" -o "$out/lib$library.so" "$out/$library.s"
done
