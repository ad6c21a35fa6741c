import Foundation
import TestKit
import Testing

/// The files around the app: they are well-formed, and say what the code does.
@Suite struct ProjectTests {
    private func plist(_ name: String) throws -> [String: Any] {
        let file = try Data(contentsOf: Repository.folder.appendingPathComponent("ios/App/\(name)"))
        return try #require(try PropertyListSerialization.propertyList(from: file, format: nil) as? [String: Any])
    }

    @Test func everyUsageTextIsThereInBothLanguages() throws {
        let info = try plist("Info.plist")
        let texts = try JSONSerialization.jsonObject(with: Data(Repository.text("ios/App/InfoPlist.xcstrings").utf8)) as? [String: Any]
        let strings = try #require(texts?["strings"] as? [String: [String: Any]])
        for (key, text) in info where key.hasSuffix("UsageDescription") {
            let said = try #require(strings[key]?["localizations"] as? [String: [String: [String: String]]], "\(key)")
            #expect(said["en"]?["stringUnit"]?["value"] == text as? String && said["fr"]?["stringUnit"]?["value"]?.isEmpty == false, "\(key)")
        }
        #expect(info["NSFaceIDUsageDescription"] != nil)
        #expect(info["CFBundleLocalizations"] as? [String] == ["en", "fr"])
    }

    @Test func theAppIsOpenedByItsOwnAddressesAlone() throws {
        let types = try plist("Info.plist")["CFBundleURLTypes"] as? [[String: Any]]
        #expect(types?.compactMap { $0["CFBundleURLSchemes"] as? [String] } == [["assent"]])
    }

    /// Apple, "Describing use of required reason API".
    @Test func whatNeedsAReasonIsDeclared() throws {
        let apis = try plist("PrivacyInfo.xcprivacy")["NSPrivacyAccessedAPITypes"] as? [[String: Any]] ?? []
        let declared = Set(apis.compactMap { $0["NSPrivacyAccessedAPIType"] as? String })
        let watched = [
            "UserDefaults": "UserDefaults", "FileTimestamp": "creationDate|modificationDate|contentModificationDateKey|creationDateKey",
            "SystemBootTime": "systemUptime|mach_absolute_time", "DiskSpace": "volumeAvailableCapacity|systemFreeSize", "ActiveKeyboards": "activeInputModes",
        ]
        let code = try sources().joined()
        for (category, calls) in watched where code.firstMatch(of: try Regex(calls)) != nil {
            #expect(declared.contains("NSPrivacyAccessedAPICategory\(category)"), "\(category)")
        }
        #expect(declared.contains("NSPrivacyAccessedAPICategoryUserDefaults"))
    }

    @Test func whatIsTimeSensitiveIsEntitledToBe() throws {
        #expect(try sources().joined().contains(".timeSensitive"))
        #expect(try plist("Assent.entitlements")["com.apple.developer.usernotifications.time-sensitive"] as? Bool == true)
    }

    @Test func onlyTheBridgeKnowsTheGeneratedBindings() throws {
        for (path, text) in try files() where text.contains("import AssentCore") { #expect(path.contains("AssentKit/Bridge/"), "\(path)") }
    }

    @Test func theKitKnowsNoModuleOfApples() throws {
        for (path, text) in try files() where path.contains("AssentKit/") {
            let imports = text.matches(of: /(?m)^(?:@testable )?import (\w+)/).map { String($0.1) }
            #expect(Set(imports).isSubset(of: ["AssentCore", "Dispatch", "Foundation", "Observation"]), "\(path)")
        }
    }

    private func sources() throws -> [String] { try files().map(\.text) }

    private func files() throws -> [(path: String, text: String)] {
        let folder = Repository.folder.appendingPathComponent("ios/Sources")
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return try found.filter { $0.pathExtension == "swift" }.map { ($0.path, try String(contentsOf: $0, encoding: .utf8)) }
    }
}
