#!/bin/sh
# res.sh AAPT2 ANDROID_JAR OUT: resources and manifest to OUT/resources.ap_ and R.java.
# The framework's own resources come from the jar of the framework.
set -eu
aapt2=$1 android=$2 out=$3
mkdir -p "$out/assets" "$out/generated/r"
chmod +x "$aapt2"
"$aapt2" compile --dir res -o "$out/res.zip"
"$aapt2" link -o "$out/resources.ap_" -I "$android" --manifest AndroidManifest.xml --java "$out/generated/r" --non-final-ids "$out/res.zip"
