import AssentKit
import Foundation
import UIKit
import UniformTypeIdentifiers

/// Documents by the system's own picker.
final class Files: NSObject, Documents {
    /// What the core takes, in bytes.
    private nonisolated static var maxBytes: Int { 16 * 1024 * 1024 }

    private let choice: Choice<[URL]>

    init(_ outings: Outings) { choice = Choice(outings) }

    func read() async -> Got<Data>? {
        let chosen = await choose(UIDocumentPickerViewController(forOpeningContentTypes: [.item], asCopy: true))
        return chosen.first.map { Self.read($0) }
    }

    /// It lies in the app's own folder until the person has chosen another.
    func write(_ name: String, _ file: Data) async -> Got<Done>? {
        let here = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        defer { try? FileManager.default.removeItem(at: here) }
        guard (try? file.write(to: here)) != nil else { return .failed(Problem(.other, "error-unwritable")) }
        let chosen = await choose(UIDocumentPickerViewController(forExporting: [here], asCopy: true))
        return chosen.isEmpty ? nil : .ok(Done())
    }

    /// All of it; one that is too large is not read.
    static func read(_ file: URL) -> Got<Data> {
        defer { try? FileManager.default.removeItem(at: file) }
        if let trouble = trouble(with: file) { return .failed(trouble) }
        return (try? Data(contentsOf: file)).map { .ok($0) } ?? .failed(Problem(.other, "error-unreadable"))
    }

    /// Why a file is not read; nil: it may be.
    nonisolated static func trouble(with file: URL) -> Problem? {
        guard let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int else { return Problem(.other, "error-unreadable") }
        return size > maxBytes ? Problem(.other, "error-import-too-large") : nil
    }

    /// Nothing, where nobody can be asked.
    private func choose(_ picker: UIDocumentPickerViewController) async -> [URL] {
        picker.delegate = self
        return await choice.ask(picker) ?? []
    }
}

extension Files: UIDocumentPickerDelegate {
    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) { choice.end(urls) }

    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) { choice.end(nil) }
}
