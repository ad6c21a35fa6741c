#!/bin/sh
# res.sh AAPT2 ANDROID_JAR OUT: resources and manifest to OUT/resources.ap_, R.java, and what R8 must keep for them. The framework's own
# resources come from the jar of the framework.
# LINK_HOST: the host whose https links the app opens, if any. DEBUGGABLE=yes: a build to look into.
set -eu
aapt2=$1 android=$2 out=$3
mkdir -p "$out/assets" "$out/generated/r"
chmod +x "$aapt2"
sed "/<!-- LINK_HOST/ { ${LINK_HOST:+r links.xml
} d }" AndroidManifest.xml | sed "s/LINK_HOST/${LINK_HOST:-}/" >"$out/AndroidManifest.xml"
"$aapt2" compile --dir res -o "$out/res.zip"
if [ "${DEBUGGABLE:-}" = yes ]; then
    "$aapt2" compile --dir debug -o "$out/debug.zip"
    set -- --debug-mode -R "$out/debug.zip"
else
    set --
fi
"$aapt2" link -o "$out/resources.ap_" -I "$android" --manifest "$out/AndroidManifest.xml" --java "$out/generated/r" --proguard "$out/keep.pro" \
    --non-final-ids "$@" "$out/res.zip"
