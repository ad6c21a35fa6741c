#!/bin/sh
# dex.sh ANDROID_JAR OUT: class files and libraries to OUT/dex.zip. R8 leaves out what is not reached.
set -eu
android=$1 out=$2
jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
unzip -qqo "$out/tools/jna.aar" classes.jar 'jni/*' -d "$out/jna"
jar --create --file "$out/classes.jar" -C "$out/classes" .

# The framework's jar has no java.*; the JDK's stands in, and the compiler was held to what Android has.
shrink() {
    java -Xmx2g -cp "$out/tools/r8.jar" com.android.tools.r8.R8 --release "$@" --lib "$android" --lib "$jdk" \
        --pg-conf apk/keep.pro --pg-conf "$out/keep.pro" "$out/classes.jar" "$out/jna/classes.jar" "$out"/libraries/*.jar
}
shrink --min-api 28 --pg-map-output "$out/mapping.txt" --output "$out/dex.zip"

# The same shrinking for a JVM, where what it may break can be tried: see Start.java, which speaks a few of Kotlin's names.
printf -- '-keep class kotlin.Unit, kotlin.coroutines.** { *; }\n' >"$out/start.pro"
shrink --classfile --pg-conf "$out/start.pro" --output "$out/shrunk.jar"
unzip -qqjo "$out/tools/jna.jar" 'com/sun/jna/linux-x86-64/*' -d "$out/jna/host"
rm -rf "$out/vault" && mkdir "$out/vault"
java -cp "$out/shrunk.jar" "-Djna.boot.library.path=$out/jna/host" -Djna.nosys=true "-Djna.library.path=$out/../debug" apk/Start.java "$out/vault"
