#!/bin/sh
# dex.sh ANDROID_JAR OUT: class files and libraries to OUT/dex.zip. R8 leaves out what is not reached.
set -eu
android=$1 out=$2
jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
unzip -qqo "$out/tools/jna.aar" classes.jar 'jni/*' -d "$out/jna"
jar --create --file "$out/classes.jar" -C "$out/classes" .
# The framework's jar has no java.*; the JDK's stands in, and the compiler was held to what Android has.
java -Xmx2g -cp "$out/tools/r8.jar" com.android.tools.r8.R8 --release --min-api 28 --lib "$android" --lib "$jdk" \
    --pg-conf apk/keep.pro --pg-conf "$out/keep.pro" --pg-map-output "$out/mapping.txt" \
    --output "$out/dex.zip" "$out/classes.jar" "$out/jna/classes.jar" "$out"/libraries/*.jar
