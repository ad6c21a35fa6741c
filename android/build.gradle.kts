// Not run here, see settings.gradle.kts. First `bindings/build-android.sh` with ANDROID_NDK_HOME, which makes target/android-face.
plugins {
    id("com.android.application") version "8.13.0"
    id("org.jetbrains.kotlin.android") version "2.4.20"
}

android {
    namespace = "org.assent.app"
    compileSdk = 34
    defaultConfig {
        applicationId = "org.assent.app"
        minSdk = 28
        targetSdk = 34
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "x86_64") }
    }
    sourceSets {
        getByName("main") {
            manifest.srcFile("AndroidManifest.xml")
            res.srcDir("res")
            java.srcDirs("src/main/kotlin", "../target/android-face/kotlin")
            jniLibs.srcDir("../target/android-face/jniLibs")
        }
        getByName("debug") { res.srcDir("debug") }
    }
    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles("apk/keep.pro")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_1_8
        targetCompatibility = JavaVersion.VERSION_1_8
    }
}

kotlin { compilerOptions { jvmTarget = org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_1_8 } }

dependencies {
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.10.2")
    implementation("net.java.dev.jna:jna:5.18.1@aar")
}
