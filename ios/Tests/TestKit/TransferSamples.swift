/// Every state of the screens by which codes come and go.
import AssentKit
import Foundation

public enum TransferSamples {
    private static func entry(_ issuer: String, _ name: String, here: String? = nil, weak: Bool = false, earlier: UInt32? = nil, used: UInt64? = nil) -> ImportEntry {
        ImportEntry(issuer: issuer, name: name, label: nil, kind: used == nil ? .timed : .counted, isWeak: weak, here: here, usedSince: used, earlier: earlier)
    }

    private static let entries = [
        entry("Forge du Lac", "ada-lovelace@forge-du-lac.example", here: "3"), entry("Banque", "ada", here: "7", used: 2),
        entry("Webmail", "ada@mail.example"), entry("Old shop", "ada", weak: true), entry("Webmail", "ada@mail.example", earlier: 2),
    ]
    private static let contents = ImportContents(
        format: "aegis", formatName: "Aegis", entries: entries,
        leftOut: [LeftOut(what: "Motp: moped", key: "why-kind", detail: ""), LeftOut(what: "Atelier: ada", key: "why-linked", detail: "assent.atelier.example")],
        missing: [])
    private static let scanned = ImportContents(
        format: "google", formatName: "Google Authenticator", entries: Array(entries[2..<4]), leftOut: [], missing: [2])
    private static let preview = ImportState(.preview, contents: contents)

    public static let importStates: KeyValuePairs<String, ImportState> = [
        "start": ImportState(),
        "reading": ImportState(.reading),
        "foreign": ImportState(problem: Problem(.other, "error-import-unknown")),
        "password": ImportState(.password),
        "password-wrong": ImportState(.password, problem: Problem(.wrongPassword, "error-import-wrong-password")),
        "preview": preview,
        "decided": with(preview) { ($0.all, $0.each) = (.replace, [4: .skip]) },
        "deciding": with(preview) { $0.deciding = 0 },
        "scanned": ImportState(.preview, isScanned: true, contents: scanned),
        "done": with(preview) { ($0.step, $0.done) = (.done, Imported(added: ["8", "9"], replaced: ["3"], skipped: 2)) },
    ]

    private static let exported = Exported(
        file: Data([1]), accounts: 12, linked: [LinkedName(issuer: "Atelier", accountName: "ada@atelier.example", serverUrl: "https://assent.atelier.example")])

    public static let exportStates: KeyValuePairs<String, ExportState> = [
        "asking": .asking(),
        "differs": .asking(Problem(.other, "error-passphrase-differs")),
        "making": .making,
        "made": .made(exported),
        "unwritable": .made(exported, Problem(.other, "error-unwritable")),
        "saved": .saved(exported),
    ]
}
