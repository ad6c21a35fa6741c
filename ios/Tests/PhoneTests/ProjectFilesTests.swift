import Foundation
import TestKit
import Testing

@testable import AssentApp
@testable import AssentUI

extension ThePhone {
    /// What Xcode makes the app of says what the code does.
    @Suite struct ProjectFilesTests {
        private let info: [String: Any]

        init() throws { info = try Project.plist("ios/App/Info.plist") }

        @Test func theSystemMayWakeTheAppForWhatItAsksForAndForNothingElse() throws {
            #expect(info["BGTaskSchedulerPermittedIdentifiers"] as? [String] == [Rounds.name])
            #expect(info["UIBackgroundModes"] as? [String] == ["fetch", "remote-notification"])
        }

        /// Apple, "Requesting authorization": without its text the app ends where it asks. The picker of pictures asks for nothing; the
        /// system itself asks when a server stands in the phone's own network.
        @Test func whatIsAskedForHasItsReasonAndNothingElseDoes() throws {
            let reasons = Set(info.keys.filter { $0.hasSuffix("UsageDescription") })
            #expect(reasons == ["NSCameraUsageDescription", "NSFaceIDUsageDescription", "NSLocalNetworkUsageDescription"])
            let words = try Project.words("ios/App/InfoPlist.xcstrings")
            #expect(Set(words.keys) == reasons)
            for (key, said) in words {
                #expect(said["en"] == info[key] as? String && said["fr"]?.isEmpty == false, "\(key)")
                #expect(said["fr"] != said["en"], "\(key)")
            }
        }

        @Test func theAppMayDoWhatItDoesAndNothingElse() throws {
            let allowed = try Project.plist("ios/App/Assent.entitlements")
            let push = "aps-environment", inTime = "com.apple.developer.usernotifications.time-sensitive", keychain = "keychain-access-groups"
            #expect(Set(allowed.keys) == [push, inTime, keychain])
            #expect(allowed[push] as? String == "development" && allowed[inTime] as? Bool == true)
            let bundle = try Project.setting("PRODUCT_BUNDLE_IDENTIFIER", of: "Assent")
            #expect(allowed[keychain] as? [String] == ["$(AppIdentifierPrefix)\(bundle)"])
        }

        @Test func theProjectHoldsTheAppAndTheExtensionWithinIt() throws {
            let app = try Project.target("Assent"), part = try Project.target("AssentAlert")
            #expect(app.contains("type: application") && app.contains("product: AssentApp") && app.contains("- target: AssentAlert"))
            #expect(part.contains("type: app-extension"))
            let bundle = try Project.setting("PRODUCT_BUNDLE_IDENTIFIER", of: "Assent")
            #expect(try Project.setting("PRODUCT_BUNDLE_IDENTIFIER", of: "AssentAlert").hasPrefix("\(bundle)."))
        }

        @Test func whatTheProjectNamesIsThere() throws {
            for (target, folder) in [("Assent", "App"), ("AssentAlert", "Alert")] {
                #expect(try Project.target(target).contains("sources: [\(folder)]") && Project.isThere("ios/\(folder)"))
                #expect(try Project.isThere("ios/\(Project.setting("INFOPLIST_FILE", of: target))"))
            }
            #expect(try Project.isThere("ios/\(Project.setting("CODE_SIGN_ENTITLEMENTS", of: "Assent"))"))
            let assets = "ios/App/Assets.xcassets"
            #expect(try Project.isThere("\(assets)/\(Project.setting("ASSETCATALOG_COMPILER_APPICON_NAME", of: "Assent")).appiconset"))
            #expect(try Project.isThere("\(assets)/\(Project.setting("ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME", of: "Assent")).colorset"))
        }

        @Test func appAndExtensionAreOfOneVersion() throws {
            for name in ["App", "Alert"] {
                let info = try Project.plist("ios/\(name)/Info.plist")
                #expect(info["CFBundleShortVersionString"] as? String == "$(MARKETING_VERSION)", "\(name)")
                #expect(info["CFBundleVersion"] as? String == "$(CURRENT_PROJECT_VERSION)", "\(name)")
                #expect(info["CFBundleLocalizations"] as? [String] == ["en", "fr"], "\(name)")
            }
        }

        /// Apple, "Configuring your app icon": one of 1024 pixels a side, without transparency.
        @Test func theIconIsThereForLightDarkAndTintedScreens() throws {
            let folder = "ios/App/Assets.xcassets/AppIcon.appiconset"
            let images = try #require(try Project.json("\(folder)/Contents.json")["images"] as? [[String: Any]])
            let looks = images.map { ($0["appearances"] as? [[String: String]])?.first?["value"] }
            #expect(looks == [nil, "dark", "tinted"])
            for image in images {
                let name = try #require(image["filename"] as? String)
                let png = try Data(contentsOf: Repository.folder.appendingPathComponent("\(folder)/\(name)"))
                #expect(image["size"] as? String == "1024x1024" && image["platform"] as? String == "ios")
                // PNG specification, 11.2.2: width, height, depth, colour type 2.
                #expect(Array(png.dropFirst(16).prefix(10)) == [0, 0, 4, 0, 0, 0, 4, 0, 8, 2], "\(name)")
            }
        }

        @Test func theAccentIsThatOfTheScreens() throws {
            let colours = try #require(try Project.json("ios/App/Assets.xcassets/AccentColor.colorset/Contents.json")["colors"] as? [[String: Any]])
            let hexes = colours.map { colour in
                let parts = (colour["color"] as? [String: Any])?["components"] as? [String: String] ?? [:]
                return ["red", "green", "blue"].reduce(UInt32(0)) { $0 << 8 | (UInt32((parts[$1] ?? "").dropFirst(2), radix: 16) ?? 0) }
            }
            #expect(hexes == [Paint.accent.light, Paint.accent.dark])
        }

        /// Apple, "Describing use of required reason API".
        @Test func everyReasonIsOneThatAppleKnowsForIt() throws {
            let known = [
                "FileTimestamp": ["DDA9.1", "C617.1", "3B52.1", "0A2A.1"], "SystemBootTime": ["35F9.1", "8FFB.1", "3D61.1"],
                "DiskSpace": ["85F4.1", "E174.1", "7D9E.1", "B728.1"], "UserDefaults": ["CA92.1", "1C8F.1", "C56D.1", "AC6B.1"],
            ]
            let manifest = try Project.plist("ios/App/PrivacyInfo.xcprivacy")
            let declared = try #require(manifest["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
            let categories = declared.compactMap { $0["NSPrivacyAccessedAPIType"] as? String }.map { $0.replacing("NSPrivacyAccessedAPICategory", with: "") }
            #expect(categories.sorted() == ["DiskSpace", "FileTimestamp", "UserDefaults"])
            for (category, one) in zip(categories, declared) {
                let reasons = try #require(one["NSPrivacyAccessedAPITypeReasons"] as? [String])
                #expect(!reasons.isEmpty && Set(reasons).isSubset(of: known[category] ?? []), "\(category)")
            }
            #expect(manifest["NSPrivacyTracking"] as? Bool == false)
            #expect((manifest["NSPrivacyTrackingDomains"] as? [String])?.isEmpty == true && (manifest["NSPrivacyCollectedDataTypes"] as? [Any])?.isEmpty == true)
        }
    }
}
