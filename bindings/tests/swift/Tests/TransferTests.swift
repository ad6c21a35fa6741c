// Import and export of codes (A19). The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let passphrase = Data("Grüezi, wohl 🔑".utf8)
private let counted = "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=1"

final class TransferTests: XCTestCase {
    private func withCodes() async throws -> TestPhone {
        let phone = try await TestPhone()
        let preview = try await phone.app.readImport(file: sample("otpauth.txt"), password: nil)
        XCTAssertEqual(try phone.app.writeImport(preview: preview, all: nil, each: [:]).added.count, 8)
        return phone
    }

    /// What is shown at one moment.
    private func codes(_ phone: TestPhone) throws -> [[String?]] {
        try phone.setClock(1_700_000_000)
        return try phone.app.accounts().map { [$0.issuer, $0.name, $0.label, $0.code?.code] }
    }

    func testAPreviewSaysWhatIsHereAlreadyAndChangesNothing() async throws {
        let phone = try await withCodes()
        let before = try phone.app.accounts().map(\.id)
        let contents = try await phone.app.readImport(file: sample("aegis_plain.json"), password: nil).contents()
        XCTAssertEqual([contents.format, contents.formatName], ["aegis", "Aegis"])
        XCTAssertEqual(contents.entries.map(\.here), before)
        XCTAssertEqual(contents.leftOut.map { [$0.what, $0.key] }, [["Motp: moped", "why-kind"]])
        XCTAssertEqual(try phone.app.accounts().map(\.id), before)
    }

    func testDuplicatesAreReplacedKeptOrLeftOutAsIsSaid() async throws {
        let cases: [(Choice, [Int])] = [(.replace, [0, 8, 0]), (.keepBoth, [8, 0, 0]), (.skip, [0, 0, 8])]
        for (choice, expected) in cases {
            let phone = try await withCodes()
            let preview = try await phone.app.readImport(file: sample("2fas_plain.2fas"), password: nil)
            let undecided = await refusal {
                _ = try phone.app.writeImport(preview: preview, all: nil, each: [0: choice])
            }
            guard case AppError.Undecided(_, _, let count) = undecided! else { return XCTFail("\(undecided!)") }
            XCTAssertEqual(count, 7)
            XCTAssertEqual(try phone.app.accounts().count, 8)
            let done = try phone.app.writeImport(preview: preview, all: choice, each: [:])
            XCTAssertEqual([done.added.count, done.replaced.count, Int(done.skipped)], expected)
            XCTAssertEqual(try phone.app.accounts().count, 8 + expected[0])
        }
    }

    func testEachDuplicateMayHaveAChoiceOfItsOwn() async throws {
        let phone = try await withCodes()
        let before = try phone.app.accounts()
        try phone.app.rename(account: before[1].id, label: "Mine")
        let preview = try await phone.app.readImport(file: sample("2fas_plain.2fas"), password: nil)
        let done = try phone.app.writeImport(preview: preview, all: .skip, each: [0: .keepBoth, 1: .replace])
        XCTAssertEqual(done.added.count, 1)
        XCTAssertEqual(done.replaced, [before[1].id])
        XCTAssertEqual(done.skipped, 6)
        let after = try phone.app.accounts()
        XCTAssertEqual([after[1].label, after[8].id, after[8].name], ["Mine", done.added[0], before[0].name])
    }

    func testTheHigherCountStays() async throws {
        let phone = try await TestPhone()
        let account = try phone.app.addOtpauth(address: counted, onDuplicate: .refuse)
        for _ in 0..<2 { _ = try phone.app.useCode(account: account) }
        let preview = try await phone.app.readImport(file: Data(counted.utf8), password: nil)
        let entries = try preview.contents().entries
        XCTAssertEqual(entries.map(\.here), [account])
        XCTAssertEqual(entries.map(\.usedSince), [2])
        _ = try phone.app.writeImport(preview: preview, all: .replace, each: [:])
        // RFC 4226 appendix D, count 3.
        XCTAssertEqual(try phone.app.useCode(account: account).code, "969429")
    }

    func testScannedCodesAreJoinedInAnyOrder() async throws {
        let phone = try await TestPhone()
        let one = String(decoding: try sample("google_1_of_2.txt"), as: UTF8.self)
        let two = String(decoding: try sample("google_2_of_2.txt"), as: UTF8.self)
        XCTAssertEqual(try phone.app.readImportCodes(codes: [two]).contents().missing, [1])
        let stranger = "otpauth-migration://offline?data=EAEYASAAKAU%3D"
        let other = await badInput { _ = try phone.app.readImportCodes(codes: [two, stranger]) }
        XCTAssertEqual(other, "error-import-other-batch")
        let preview = try phone.app.readImportCodes(codes: [two, one, two])
        XCTAssertEqual(try preview.contents().missing, [])
        XCTAssertEqual(try preview.contents().format, "google")
        XCTAssertEqual(try phone.app.writeImport(preview: preview, all: nil, each: [:]).added.count, 5)
    }

    func testAnExportIsRestoredOnAnotherPhone() async throws {
        let (scene, old, new) = (try await Scene(), try await withCodes(), try await TestPhone())
        let link = try await old.link(scene)
        try old.app.rename(account: old.app.accounts()[0].id, label: "Mine")
        let empty = await badInput { _ = try await old.app.export(passphrase: Data()) }
        XCTAssertEqual(empty, "error-export")
        let made = try await old.app.export(passphrase: passphrase)
        XCTAssertEqual(made.accounts, 8)
        let linked = LinkedName(issuer: scene.issuer, accountName: scene.account, serverUrl: scene.origin)
        XCTAssertEqual(made.linked, [linked])
        let bare = await refusal { _ = try await new.app.readImport(file: made.file, password: nil) }
        guard case AppError.PasswordNeeded = bare! else { return XCTFail("\(bare!)") }
        let wrong = await refusal { _ = try await new.app.readImport(file: made.file, password: Data("wrong".utf8)) }
        guard case AppError.WrongPassword = wrong! else { return XCTFail("\(wrong!)") }
        let preview = try await new.app.readImport(file: made.file, password: passphrase)
        XCTAssertEqual(try preview.contents().leftOut.map(\.key), ["why-linked"])
        _ = try new.app.writeImport(preview: preview, all: nil, each: [:])
        try await old.app.remove(account: link.account, forgetLocally: false)
        XCTAssertEqual(try codes(new), try codes(old))
    }
}
