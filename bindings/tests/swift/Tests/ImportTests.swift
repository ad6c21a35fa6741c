// Every export in tests/vectors/imports, through the app. The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

/// Shorter secrets than 14 bytes, in letters of base32, are said to be weak.
private let strong = 23
private let kinds: [String: CodeKind] = ["totp": .timed, "hotp": .counted, "steam": .steam]

private struct Imports: Decodable {
    var at: Int64
    var read: [Sample]
    var refused: [Refused]
}

private struct Sample: Decodable {
    var file: String
    var format: String
    var password: String?
    var entries: [Entry]
    var left_out: [Out]
}

private struct Entry: Decodable {
    var issuer: String
    var account: String
    var label: String?
    var kind: String
    var secret: String
    var code: String
    var period_secs: UInt64?

    var shown: ImportEntry {
        ImportEntry(
            issuer: issuer, name: account, label: label, kind: kinds[kind]!, isWeak: secret.count < strong, here: nil,
            usedSince: nil, earlier: nil)
    }
}

private struct Out: Decodable {
    var what: String
    var key: String
}

private struct Refused: Decodable {
    var file: String
    var key: String
}

final class ImportTests: XCTestCase {
    private let imports: Imports = try! readVectors("imports.json")

    private func check(_ contents: ImportContents, _ of: Sample) {
        XCTAssertEqual(contents.format, of.format)
        XCTAssertEqual(contents.missing, [])
        XCTAssertEqual(contents.entries, of.entries.map(\.shown), of.file)
        XCTAssertEqual(contents.leftOut.map { [$0.what, $0.key] }, of.left_out.map { [$0.what, $0.key] }, of.file)
    }

    func testEachFileIsReadAsWrittenToTheCodesItMakes() async throws {
        for of in imports.read {
            let phone = try await TestPhone()
            try phone.setClock(imports.at)
            let password = of.password.map { Data($0.utf8) }
            let preview = try await phone.app.readImport(file: sample(of.file), password: password)
            check(try preview.contents(), of)
            XCTAssertTrue(try phone.app.accounts().isEmpty)
            let done = try phone.app.writeImport(preview: preview, all: nil, each: [:])
            let accounts = try phone.app.accounts()
            XCTAssertEqual(accounts.map(\.id), done.added)
            let codes = try accounts.map { try $0.code ?? phone.app.useCode(account: $0.id) }
            XCTAssertEqual(codes.map(\.code), of.entries.map(\.code), of.file)
            XCTAssertEqual(codes.map(\.periodSecs), of.entries.map(\.period_secs), of.file)
        }
    }

    func testWhatCanTBeReadIsRefusedWithTheReason() async throws {
        let phone = try await TestPhone()
        for of in imports.refused {
            let key = await badInput { _ = try await phone.app.readImport(file: sample(of.file), password: Data("any".utf8)) }
            XCTAssertEqual(key, of.key, of.file)
        }
    }

    func testASealedFileAsksForItsPasswordAndTakesNoOther() async throws {
        let phone = try await TestPhone()
        for of in imports.read where of.password != nil {
            let bare = await refusal(of.file) { _ = try await phone.app.readImport(file: sample(of.file), password: nil) }
            guard case AppError.PasswordNeeded = bare! else { return XCTFail("\(bare!)") }
            let wrong = Data("wrong".utf8)
            let other = await refusal(of.file) { _ = try await phone.app.readImport(file: sample(of.file), password: wrong) }
            guard case AppError.WrongPassword = other! else { return XCTFail("\(other!)") }
        }
    }
}
