#!/bin/sh
# The app as packages to install: target/apk/assent-ABI.apk, one for each ABI (arm64-v8a and x86_64, unless ABIS says other).
#   KEYSTORE, KEYSTORE_PASS   a PKCS12 key to sign with; else a key for trying out is made
#   LINK_HOST                 the server whose https links shall open the app (README)
#   DEBUGGABLE=yes            a build to look into
set -eu
cd "$(dirname "$0")/../.."
out=target/apk
mkdir -p "$out"
export KEYSTORE="${KEYSTORE:-$out/trial.p12}" KEYSTORE_PASS="${KEYSTORE_PASS:-only for trying out}"

# shellcheck disable=SC2086 # the list is meant to be split
bindings/build-android.sh ${ABIS:=arm64-v8a x86_64}

# Resources, and dex of all that is reached.
mvn --quiet --batch-mode --file android/pom.xml --activate-profiles apk process-classes

if [ ! -f "$KEYSTORE" ]; then
    keytool -genkeypair -keystore "$KEYSTORE" -storetype PKCS12 -storepass:env KEYSTORE_PASS -alias assent \
        -keyalg EC -groupname secp256r1 -validity 10000 -dname "CN=Assent for trying out"
fi

for abi in $ABIS; do
    apk=$out/assent-$abi.apk
    android/apk/pack.py "$out/unsigned.apk" "$out/resources.ap_" "$out/dex.zip" \
        "lib/$abi/libassent_bindings.so=target/android-face/jniLibs/$abi/libassent_bindings.so" \
        "lib/$abi/libjnidispatch.so=$out/jna/jni/$abi/libjnidispatch.so"
    apksigner sign --ks "$KEYSTORE" --ks-pass env:KEYSTORE_PASS --v1-signing-enabled false --v2-signing-enabled true \
        --v3-signing-enabled true --v4-signing-enabled false --out "$apk" "$out/unsigned.apk"
    android/apk/check.sh "$apk"
done
