import Foundation

/// What else is checked in.
public enum Repository {
    public static let folder: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Cargo.lock").path) {
            folder.deleteLastPathComponent()
            precondition(folder.path != "/", "not in the repository")
        }
        return folder
    }()

    public static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
}
