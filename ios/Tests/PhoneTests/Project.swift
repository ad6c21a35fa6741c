import Foundation
import TestKit
import Testing

/// The files that Xcode wants around the app.
enum Project {
    static func plist(_ path: String) throws -> [String: Any] {
        let file = try Data(contentsOf: Repository.folder.appendingPathComponent(path))
        return try #require(try PropertyListSerialization.propertyList(from: file, format: nil) as? [String: Any])
    }

    static func json(_ path: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(Repository.text(path).utf8)) as? [String: Any])
    }

    /// The texts of a string catalog: key, language, text.
    static func words(_ path: String) throws -> [String: [String: String]] {
        let strings = try #require(try json(path)["strings"] as? [String: [String: Any]])
        return strings.mapValues { entry in
            (entry["localizations"] as? [String: [String: [String: String]]] ?? [:]).compactMapValues { $0["stringUnit"]?["value"] }
        }
    }

    /// A target's lines of project.yml.
    static func target(_ name: String) throws -> String {
        let lines = try Repository.text("ios/project.yml").split(separator: "\n")
        let start = try #require(lines.firstIndex(of: "  \(name):"))
        return lines[(start + 1)...].prefix { $0.hasPrefix("    ") || $0.hasPrefix("  #") }.joined(separator: "\n")
    }

    static func setting(_ name: String, of target: String) throws -> String {
        String(try #require(try self.target(target).firstMatch(of: Regex("\(name): (.+)"))?.output[1].substring))
    }

    static func sources(in folder: String) throws -> [(path: String, text: String)] {
        let found = FileManager.default.enumerator(at: Repository.folder.appendingPathComponent(folder), includingPropertiesForKeys: nil)
        let files = (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        return try files.map { ($0.path, try String(contentsOf: $0, encoding: .utf8)) }
    }

    static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: Repository.folder.appendingPathComponent(path).path) }
}
