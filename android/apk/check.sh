#!/bin/sh
# check.sh APK: what can be known of a package without a phone. Says its size, and what is in it.
set -eu
apk=$1
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
fail() { echo "$apk: $1" >&2; exit 1; }

# Phones from Android 9 on read v3; v2 is for stores and programs that know no newer one.
signed() { apksigner verify --verbose "$@" "$apk"; }
signed --min-sdk-version 28 | grep -q "^Verified using v3 scheme.*: true" || fail "not signed by v3"
signed --min-sdk-version 24 --max-sdk-version 27 2>/dev/null | grep -q "^Verified using v2 scheme.*: true" || fail "not signed by v2"

unzip -qq "$apk" -d "$work/apk"
# AOSP's own reader, which verifies what it reads; R8 wrote it.
for dex in "$work"/apk/classes*.dex; do dexdump -d "$dex"; done >"$work/dex"
for name in MainActivity AssentApplication; do grep -q "Class descriptor  : 'Lorg/assent/app/$name;'" "$work/dex" || fail "no $name"; done
# Each function that the bindings call is in the library: this fails where the two are not of one make.
awk -F"'" '/name          :/ { name = $2 } /access        :.*NATIVE/ { print name }' "$work/dex" | grep uniffi_ | sort -u >"$work/called"
llvm-nm --dynamic --defined-only "$work"/apk/lib/*/libassent_bindings.so | awk '{ print $3 }' | sort >"$work/there"
[ "$(wc -l <"$work/called")" -gt 100 ] || fail "no bindings"
missing=$(comm -23 "$work/called" "$work/there")
[ -z "$missing" ] || fail "not in the library: $missing"
# JNA's C code looks for this field by its name.
sed -n "/Class descriptor  : 'Lcom\/sun\/jna\/Pointer;'/,/Class #/p" "$work/dex" | grep -q "name          : 'peer'" || fail "JNA was renamed"
if grep -q invoke-custom "$work/dex"; then fail "calls that need LambdaMetafactory"; fi

for library in "$work"/apk/lib/*/*.so; do
    llvm-readelf --program-headers --wide "$library" | awk '$1 == "LOAD" && $NF != "0x4000" { exit 1 }' || fail "$(basename "$library"): not for pages of 16 KiB"
done
python3 - "$apk" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as apk:
    for entry in apk.infolist():
        apk.fp.seek(entry.header_offset + 26)
        name, extra = (int.from_bytes(apk.fp.read(2), "little") for _ in range(2))
        start = entry.header_offset + 30 + name + extra
        if entry.filename.endswith(".so") and (entry.compress_type or start % 16384):
            sys.exit(f"{entry.filename} can't be mapped")
END

bytes=$(stat --format=%s "$apk")
[ "$bytes" -le 8388608 ] || fail "$bytes bytes; 8 MiB is the most"
echo "$apk: $bytes bytes, signed by v2 and v3, $(grep -c 'Class descriptor' "$work/dex") classes"
echo "  certificate (SHA-256): $(apksigner verify --print-certs "$apk" | sed -n 's/.*SHA-256 digest: //p' | head -n 1 | tr a-f A-F | sed 's/../:&/2g')"
(cd "$work/apk" && find . -type f -size +100k -exec ls -l {} + | awk '{ print "  " $5, $9 }')
