#!/bin/sh
# headers.sh OUT: C's header names, each of which is bionic.h.
set -eu
mkdir -p "$1/sys"
cp "$(dirname "$0")/bionic.h" "$1"
for name in ctype dlfcn elf errno fcntl inttypes link math pthread signal stdio stdlib string time unistd \
    sys/ioctl sys/mman sys/param sys/stat sys/syscall sys/time sys/types; do
    echo '#include <bionic.h>' >"$1/$name.h"
done
# May be read again, with and without NDEBUG.
cat >"$1/assert.h" <<'END'
#include <bionic.h>
#undef assert
#ifdef NDEBUG
#define assert(e) ((void)0)
#else
#define assert(e) ((e) ? (void)0 : __assert2(__FILE__, __LINE__, __func__, #e))
#endif
END
