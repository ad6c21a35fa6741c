// For people with the vendor's tools. Not run here: there are none; `make android` and `make apk` do without.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "assent-android"
