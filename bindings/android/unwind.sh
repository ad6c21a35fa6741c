#!/bin/sh
# unwind.sh CLANG OUT: libunwind.a, which Rust's standard library asks for, from LLVM's sources in rustup's component rust-src.
set -eu
clang=$1 out=$2
source=$(rustc --print sysroot)/lib/rustlib/src/rust/src/llvm-project/libunwind
[ -d "$source" ] || { echo "missing: rustup component add rust-src" >&2; exit 1; }
mkdir -p "$out/unwind"
compile() { # FILE FLAGS...
    file=$1; shift
    "$clang" "-I$source/include" "-I$source/src" -fPIC -O2 -funwind-tables -fvisibility=hidden -DNDEBUG -D_LIBUNWIND_IS_NATIVE_ONLY \
        -D_LIBUNWIND_HIDE_SYMBOLS "$@" -c "$source/src/$file" -o "$out/unwind/$file.o"
}
compile libunwind.cpp -std=c++17 -fno-exceptions -fno-rtti -nostdinc++
for file in UnwindLevel1.c UnwindLevel1-gcc-ext.c; do compile "$file" -std=c99 -fexceptions; done
for file in UnwindRegistersRestore.S UnwindRegistersSave.S; do compile "$file"; done
llvm-ar rcs "$out/libunwind.a" "$out"/unwind/*.o
