import AssentCore
import Foundation

/// What a file or scanned codes would bring. Nothing is written yet.
struct Preview: Sendable {
    let contents: ImportContents
    fileprivate let core: AssentCore.ImportPreview

    fileprivate init(_ core: AssentCore.ImportPreview) throws { (contents, self.core) = (try core.contents(), core) }
}

/// Codes in and out, by files or scanned.
extension Bridge {
    func read(_ file: Data, password: Secret?) async -> Got<Preview> {
        await calls.waited { try Preview(await self.app.readImport(file: file, password: password?.data)) }
    }

    /// The texts of Google's QR codes, in any order.
    func readCodes(_ codes: [String]) async -> Got<Preview> { await calls.got { [app] in try Preview(app.readImportCodes(codes: codes)) } }

    /// All of it or nothing. `all`: what is done with what is here already, unless `each` says otherwise.
    func write(_ preview: Preview, _ all: ImportChoice?, _ each: [Int: ImportChoice]) async -> Got<Imported> {
        await calls.got { [app] in
            let each = Dictionary(uniqueKeysWithValues: each.map { (UInt32($0.key), $0.value) })
            return try app.writeImport(preview: preview.core, all: all, each: each)
        }
    }

    /// An encrypted file of all codes of other websites.
    func export(_ passphrase: Secret) async -> Got<Exported> { await calls.waited { try await self.app.export(passphrase: passphrase.data) } }
}
