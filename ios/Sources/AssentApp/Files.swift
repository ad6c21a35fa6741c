import AssentKit
import Foundation
import UIKit
import UniformTypeIdentifiers

/// Documents by the system's own picker.
final class Files: NSObject, Documents {
    /// What the core takes, in bytes.
    private static var maxBytes: Int { 16 * 1024 * 1024 }

    /// Who waits for the person's choice.
    private var choosing: CheckedContinuation<[URL], Never>?

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
        guard let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int else { return .failed(Problem(.other, "error-unreadable")) }
        if size > maxBytes { return .failed(Problem(.other, "error-import-too-large")) }
        return (try? Data(contentsOf: file)).map { .ok($0) } ?? .failed(Problem(.other, "error-unreadable"))
    }

    /// Nothing, where nobody can be asked.
    private func choose(_ picker: UIDocumentPickerViewController) async -> [URL] {
        guard choosing == nil, let front = Front.window?.rootViewController else { return [] }
        picker.delegate = self
        return await withCheckedContinuation { chosen in
            choosing = chosen
            front.present(picker, animated: true)
        }
    }

    private func chose(_ files: [URL]) {
        choosing?.resume(returning: files)
        choosing = nil
    }
}

extension Files: UIDocumentPickerDelegate {
    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) { chose(urls) }

    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) { chose([]) }
}
