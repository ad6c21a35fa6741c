import AssentKit
import Foundation
import Testing

@testable import AssentApp

/// Files that come in.
@MainActor @Suite struct FilesTests {
    private func file(_ bytes: Int) throws -> URL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(count: bytes).write(to: file)
        return file
    }

    @Test func aCopyIsReadOnceAndDoesNotStay() throws {
        let file = try file(3)
        #expect(Files.read(file) == .ok(Data(count: 3)))
        #expect(!FileManager.default.fileExists(atPath: file.path))
        #expect(Files.read(file).problem?.key == "error-unreadable")
    }

    @Test func whatIsTooLargeIsNotRead() throws {
        #expect(Files.read(try file(16 * 1024 * 1024 + 1)).problem?.key == "error-import-too-large")
    }

    @Test func whereNobodyCanBeAskedNothingIsChosen() async {
        #expect(await Files().read() == nil)
    }
}
