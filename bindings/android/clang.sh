#!/bin/sh
# Clang for 64-bit Android without an NDK: compiles against bionic.h, links against stubs. Called under the name ARCH-linux-android-clang,
# which says the target; ASSENT_BIONIC is the folder that build-android.sh made.
arch=$(basename "$0" | cut -d- -f1)
headers="-nostdlibinc -isystem $ASSENT_BIONIC/include -Werror=implicit-function-declaration -fstack-protector-strong"
# Pages of 16 KiB are Android 15's; no name may stay open.
links="-fuse-ld=lld -nostdlib -L$ASSENT_BIONIC/$arch -Wl,-z,max-page-size=16384 -Wl,-z,defs -Wl,--exclude-libs,libunwind.a -Wl,--build-id=sha1"
case " $* " in *" -c "* | *" -S "* | *" -E "*) links="" ;; esac
# The last --target counts, and others give theirs.
# shellcheck disable=SC2086 # lists of words
exec clang $headers $links "$@" "--target=$arch-linux-android28" -Qunused-arguments
