// swift-tools-version:6.0
import PackageDescription

// One manifest for both worlds. `Generated` is put in place by `make ios`, or by tools/apple.sh on a Mac.
#if os(Linux)
    // Apple's frameworks are modules of ours under Apple's names, so that what is built here is what Xcode builds.
    let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
    let ffi = Target.target(name: "AssentCoreFFI", path: "Generated/AssentCoreFFI")
    func apple(_ names: String...) -> [Target.Dependency] { names.map { .target(name: $0) } }
    let here: [Target] = [
        .target(name: "SwiftUI", dependencies: ["UIKit"], path: "Stubs/SwiftUI", swiftSettings: strict),
        .target(name: "Accessibility", path: "Stubs/Accessibility", swiftSettings: strict),
        .target(name: "UniformTypeIdentifiers", path: "Stubs/UniformTypeIdentifiers", swiftSettings: strict),
        .target(name: "QuartzCore", path: "Stubs/QuartzCore", swiftSettings: strict),
        .target(name: "UIKit", dependencies: ["QuartzCore", "UniformTypeIdentifiers"], path: "Stubs/UIKit", swiftSettings: strict),
        .target(name: "AVFoundation", dependencies: ["QuartzCore"], path: "Stubs/AVFoundation", swiftSettings: strict),
        .target(name: "PhotosUI", dependencies: ["UIKit"], path: "Stubs/PhotosUI", swiftSettings: strict),
        .target(name: "ImageIO", path: "Stubs/ImageIO", swiftSettings: strict),
        .target(name: "Vision", dependencies: ["ImageIO"], path: "Stubs/Vision", swiftSettings: strict),
        .target(name: "Network", path: "Stubs/Network", swiftSettings: strict),
        .target(name: "BackgroundTasks", path: "Stubs/BackgroundTasks", swiftSettings: strict),
        .target(name: "Security", path: "Stubs/Security", swiftSettings: strict),
        .target(name: "LocalAuthentication", path: "Stubs/LocalAuthentication", swiftSettings: strict),
        .target(name: "CryptoKit", dependencies: ["LocalAuthentication", "Security"], path: "Stubs/CryptoKit", swiftSettings: strict),
        .target(name: "AuthenticationServices", dependencies: ["UIKit"], path: "Stubs/AuthenticationServices", swiftSettings: strict),
        .target(name: "CoreImage", path: "Stubs/CoreImage", swiftSettings: strict),
        .target(name: "UserNotifications", path: "Stubs/UserNotifications", swiftSettings: strict),
        // What Xcode builds around the package; here it is only compiled.
        .executableTarget(
            name: "AssentMain", dependencies: ["AssentApp", "SwiftUI"], path: "App",
            exclude: ["Assent.entitlements", "Assets.xcassets", "Info.plist", "InfoPlist.xcstrings", "PrivacyInfo.xcprivacy"], swiftSettings: strict),
        .target(
            name: "AssentAlert", dependencies: ["UserNotifications"], path: "Alert", exclude: ["Info.plist", "Localizable.xcstrings"],
            swiftSettings: strict),
        // What every test has: samples of all states, a phone of software, the real servers.
        .target(name: "TestKit", dependencies: ["AssentCore", "AssentUI", "SwiftUI"], path: "Tests/TestKit", swiftSettings: strict),
        .testTarget(name: "UnitTests", dependencies: ["AssentKit", "TestKit"], swiftSettings: strict),
        .testTarget(name: "ViewTests", dependencies: ["Accessibility", "AssentApp", "AssentUI", "SwiftUI", "TestKit"], swiftSettings: strict),
        .testTarget(name: "PhoneTests", dependencies: ["AssentAlert", "AssentApp", "CoreImage", "TestKit"], swiftSettings: strict),
        .testTarget(name: "FlowTests", dependencies: ["AssentUI", "SwiftUI", "TestKit"], swiftSettings: strict),
        .executableTarget(name: "sketch", dependencies: ["TestKit", "SwiftUI"], path: "Tests/Sketch", swiftSettings: strict),
    ]
#else
    let strict: [SwiftSetting] = []
    let ffi = Target.binaryTarget(name: "AssentCoreFFI", path: "Generated/AssentCoreFFI.xcframework")
    func apple(_ names: String...) -> [Target.Dependency] { [] }
    let here: [Target] = []
#endif

let package = Package(
    name: "Assent",
    defaultLocalization: "en",
    platforms: [.iOS(.v17)],
    products: [.library(name: "AssentApp", targets: ["AssentApp"])],
    targets: [
        ffi,
        // Generated, hence the older language mode.
        .target(
            name: "AssentCore", dependencies: ["AssentCoreFFI"], path: "Generated/AssentCore",
            swiftSettings: [.swiftLanguageMode(.v5)],
            // A static library can't say itself what it wants: Rust's TLS asks the phone which certificates are good.
            linkerSettings: [
                .linkedLibrary("assent_bindings", .when(platforms: [.linux])), .linkedFramework("Security", .when(platforms: [.iOS])),
            ]),
        // The catalog is copied, not compiled: the app reads it itself (docs/decisions, 0033).
        .target(name: "AssentKit", dependencies: ["AssentCore"], resources: [.copy("Words/Localizable.xcstrings"), .copy("Words/licences.txt")], swiftSettings: strict),
        .target(name: "AssentUI", dependencies: ["AssentKit"] + apple("Accessibility", "SwiftUI"), swiftSettings: strict),
        .target(
            name: "AssentApp",
            dependencies: ["AssentUI"]
                + apple("SwiftUI", "UIKit", "UniformTypeIdentifiers", "Security", "LocalAuthentication", "CryptoKit", "AuthenticationServices",
                    "CoreImage", "UserNotifications", "AVFoundation", "PhotosUI", "ImageIO", "Vision", "BackgroundTasks", "Network"),
            swiftSettings: strict),
    ] + here,
    swiftLanguageModes: [.v6]
)
