import Foundation
import TestKit
import Testing

/// Our SwiftUI refuses what Apple's does not have: a wrong name, label or value does not build.
@Suite struct NamesTests {
    @Test func whatIsRightBuilds() throws {
        #expect(try errors(in: "Text(verbatim: \"\").font(.body).padding(.top, 8)") == [])
    }

    @Test(
        arguments: [
            ("Text(\"No text without the catalog\")", "missing argument label 'verbatim:'"),
            ("Text(verbatim: \"\").fontt(.body)", "has no member 'fontt'"),
            ("Text(verbatim: \"\").font(.boddy)", "has no member 'boddy'"),
            ("Text(verbatim: \"\").padding(.above, 8)", "has no member 'above'"),
            ("Button(act: {}) { Text(verbatim: \"\") }", "incorrect argument label"),
            ("VStack(gap: 8) { Text(verbatim: \"\") }", "extra arguments"),
            ("Circle().trim(from: 0, until: 1).stroke(Color.clear)", "extra argument 'until'"),
        ])
    func whatIsWrongDoesNot(_ view: String, _ why: String) throws {
        let found = try errors(in: view)
        #expect(found.contains { $0.contains(why) }, "\(view): \(found)")
    }

    @Test func theAppsOwnTargetBuilds() throws { #expect(try errors(of: Repository.folder.appendingPathComponent("ios/App/Main.swift")) == []) }

    private func errors(in view: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).swift")
        try Data("import SwiftUI\nstruct V: View { var body: some View { \(view) } }\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try errors(of: file)
    }

    private func errors(of file: URL) throws -> [String] {
        let compiler = Process(), said = Pipe()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/swiftc")
        let target = Repository.folder.appendingPathComponent("target/ios").path
        let modules = ["-I", "\(target)/build/debug/Modules", "-I", "\(target)/package/Generated/AssentCoreFFI/include"]
        compiler.arguments = ["-typecheck", "-parse-as-library", "-swift-version", "6"] + modules + [file.path]
        compiler.standardError = said
        try compiler.run()
        let output = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        compiler.waitUntilExit()
        #expect((compiler.terminationStatus == 0) == output.isEmpty, "\(output)")
        return output.split(separator: "\n").filter { $0.contains("error:") }.map(String.init)
    }
}
