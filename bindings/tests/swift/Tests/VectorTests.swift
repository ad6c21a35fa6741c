// The shared vectors (tests/vectors), through the bindings. Swift on Linux has no cryptography of its own to check by.
import AssentCore
import Foundation
import XCTest

private struct Case: Decodable {
    var name: String?
    var kind: String?
    var message: String?
    var issuer: String?
    var audience: String?
    var issued_at: Int64?
    var expires_at: Int64?
    var jti_hex: String?
    var key: String?
    var input: String?
    var compact: String?
    var claims: String?
    var refusal: String?
    var text: String?
    var sha256: String?
    var secret_hex: String?
    var enrol: String?
    var enrolled: String?
    var code: String?
    var server_url: String?
    var server_id: String?
    var id: String?
    var tls_pin_hex: String?
    var algorithm: String?
    var at: Int64?
    var uri: String?
    var filler: Int?
    var printed: String?
    var parts: Parts?
    var error: String?
    var of: String?

    var address: String { uri!.replacingOccurrences(of: "{filler}", with: String(repeating: "a", count: filler ?? 0)) }
}

private struct Parts: Decodable {
    var kind: String
    var issuer: String?
    var account: String
    var algorithm: String
    var digits: UInt8
    var period_secs: UInt16?
    var counter: UInt64?
    var secret_hex: String
}

private struct File: Decodable {
    var good: [Case]?
    var bad: [Case]?
    var refused: [Case]?
    var link_codes: [Case]?
    var hashes: [Case]?
    var cases: [Case]?
    var codes: [String]?
    var secret_hex: String?
}

private func read(_ name: String) throws -> File { try readVectors(name) }

private func bytes(_ hex: String) -> Data {
    let digits = Array(hex.utf8)
    return Data(
        stride(from: 0, to: digits.count, by: 2).map { at in
            UInt8(String(decoding: digits[at..<at + 2], as: UTF8.self), radix: 16)!
        })
}

final class VectorTests: XCTestCase {
    private func check(_ it: Case) throws {
        let input = try probeSigningInput(
            kind: it.kind!, message: it.message!, issuer: it.issuer!, audience: it.audience!, issuedAt: it.issued_at!,
            expiresAt: it.expires_at!, jti: bytes(it.jti_hex!), key: it.key!)
        XCTAssertEqual(input, it.input)
        let claims = try probeOpen(
            kind: it.kind!, compact: it.compact!, issuer: it.issuer!, audience: it.audience!, key: it.key!)
        XCTAssertEqual(claims, it.claims)
    }

    /// The key and the detail of a refusal.
    private func refused(_ name: String?, _ call: () throws -> Void) -> (error: AppError, key: String, detail: String)? {
        do {
            try call()
        } catch AppError.BadInput(let key, let detail) {
            return (.BadInput(key: key, detail: detail), key, detail)
        } catch AppError.Untrusted(let key, let detail) {
            return (.Untrusted(key: key, detail: detail), key, detail)
        } catch {
            XCTFail("\(name ?? ""): \(error)")
            return nil
        }
        XCTFail("not refused: \(name ?? "")")
        return nil
    }

    func testMessagesAreSignedAndOpenedAsWritten() throws {
        for it in try read("messages.json").good! { try check(it) }
    }

    func testGeneratedMessagesAreSignedAndOpenedAsWritten() throws {
        let text = try String(contentsOf: URL(fileURLWithPath: "/w/target/faces/messages.jsonl"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        for line in lines { try check(JSONDecoder().decode(Case.self, from: Data(line.utf8))) }
        XCTAssertEqual(lines.count, 10_000)
    }

    func testHostileMessagesAreRefusedByName() throws {
        for it in try read("messages.json").refused! {
            let why = refused(it.name) {
                _ = try probeOpen(
                    kind: it.kind!, compact: it.compact!, issuer: it.issuer!, audience: it.audience!, key: it.key!)
            }
            XCTAssertEqual(why?.detail, it.refusal, it.name!)
        }
    }

    func testHashesLinkCodesAndTicketsAreAsWritten() throws {
        let messages = try read("messages.json")
        for it in messages.hashes! { XCTAssertEqual(try probeSha256(bytes: Data(it.text!.utf8)), it.sha256) }
        for it in messages.link_codes! {
            let code = try probeLinkCode(secret: bytes(it.secret_hex!), enrol: it.enrol!, enrolled: it.enrolled!)
            XCTAssertEqual(code, it.code)
        }
        for it in try read("tickets.json").good! {
            let ticket = try probeTicket(text: it.text!)
            XCTAssertEqual([ticket.serverUrl, ticket.serverId, ticket.id], [it.server_url, it.server_id, it.id])
            XCTAssertEqual(ticket.secret, bytes(it.secret_hex!))
            XCTAssertEqual(ticket.tlsPin, it.tls_pin_hex.map(bytes))
            XCTAssertEqual(ticket.printed, it.text)
        }
        for it in try read("tickets.json").bad! {
            XCTAssertEqual(refused(it.name) { _ = try probeTicket(text: it.text!) }?.key, it.key)
        }
    }

    func testCodesAreAsWritten() throws {
        let counted = try read("otp/rfc4226_d.json")
        for (count, code) in counted.codes!.enumerated() {
            let made = try probeCode(
                kind: "hotp", algorithm: "SHA1", secret: bytes(counted.secret_hex!), digits: 6, moment: Int64(count))
            XCTAssertEqual(made, code)
        }
        for it in try read("otp/rfc6238_b.json").cases! {
            let made = try probeCode(
                kind: "totp", algorithm: it.algorithm!, secret: bytes(it.secret_hex!), digits: 8, moment: it.at!)
            XCTAssertEqual(made, it.code)
        }
        let steam = try read("otp/steam.json")
        for it in steam.cases! {
            let made = try probeCode(
                kind: "steam", algorithm: "SHA1", secret: bytes(steam.secret_hex!), digits: 5, moment: it.at!)
            XCTAssertEqual(made, it.code)
        }
    }

    func testAddressesAreReadPrintedAndRefusedAsWritten() throws {
        let addresses = try read("otp/addresses.json")
        for it in addresses.good! {
            let (read, parts) = (try probeAddress(uri: it.address), it.parts!)
            XCTAssertEqual([read.kind, read.account, read.algorithm], [parts.kind, parts.account, parts.algorithm])
            XCTAssertEqual(read.issuer, parts.issuer)
            XCTAssertEqual(read.digits, parts.digits)
            XCTAssertEqual(read.periodSecs, parts.period_secs)
            XCTAssertEqual(read.counter, parts.counter)
            XCTAssertEqual(read.secret, bytes(parts.secret_hex))
            XCTAssertEqual(read.printed, it.printed ?? read.printed)
        }
        for it in addresses.bad! {
            XCTAssertEqual(refused(it.name) { _ = try probeAddress(uri: it.address) }?.detail, it.error, it.name!)
        }
    }

    func testRefusalsBecomeTheErrorsThatAreWritten() throws {
        for it in try read("errors.json").cases! {
            do {
                try probeError(of: it.of!)
                XCTFail("not refused: \(it.of!)")
            } catch {
                let said = "\(error)"
                XCTAssertTrue(said.hasPrefix(it.error!) && said.contains("\"\(it.key!)\""), said)
            }
        }
    }
}
