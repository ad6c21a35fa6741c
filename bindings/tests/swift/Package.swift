// swift-tools-version:6.0
import PackageDescription

// The Swift programs: `make swift`. What is generated lies in target/faces/swift, put in place by `make`.
let package = Package(
    name: "SwiftPhone",
    platforms: [.macOS(.v13)],
    targets: [
        .target(name: "AssentCoreFFI", path: "Generated/AssentCoreFFI"),
        .target(
            name: "AssentCore", dependencies: ["AssentCoreFFI"], path: "Generated/AssentCore",
            swiftSettings: [.swiftLanguageMode(.v5)], linkerSettings: [.linkedLibrary("assent_bindings")]),
        .testTarget(name: "PhoneTests", dependencies: ["AssentCore"], path: "Tests"),
    ],
    swiftLanguageModes: [.v6]
)
