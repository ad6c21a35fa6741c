import AssentKit
import Foundation
import TestKit
import Testing

/// Codes that come and go by files.
@MainActor @Suite struct TransferFlowTests {
    @Test func whatOnePhoneExportsAnotherImports() async throws {
        let old = try await Hand(), new = try await Hand()
        old.phone.documents.chosen = .ok(Data("otpauth://totp/Forge:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Forge\n".utf8))
        try await bringIn(old)
        try await old.sees("1 account came")
        try await old.press("Done")
        try await old.sees("Forge")
        let file = try await export(old)
        new.phone.documents.chosen = .ok(file)
        try await bringIn(new, password: "a quiet grey heron")
        try await new.sees("1 account came")
        try await new.press("Done")
        try await new.sees("Forge")
    }

    @Test func whatIsHereAlreadyIsDecidedFirst() async throws {
        let hand = try await Hand()
        hand.phone.documents.chosen = .ok(Data("otpauth://totp/Forge:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Forge\n".utf8))
        try await bringIn(hand)
        try await hand.press("Done")
        try await choose(hand)
        try await hand.sees("Here already")
        #expect(!hand.canPress("Import"))
        try await hand.press("Replace all")
        try await hand.press("Import")
        try await hand.sees("1 account was replaced.")
    }

    private func bringIn(_ hand: Hand, password: String? = nil) async throws {
        try await choose(hand)
        if let password {
            try await hand.type("wrong", into: "Password of the file")
            try await hand.press("Open")
            try await hand.type(password, into: "Password of the file")
            try await hand.press("Open")
        }
        try await hand.press("Import")
    }

    private func choose(_ hand: Hand) async throws {
        try await hand.press("Add an account")
        try await hand.press("Import")
        try await hand.press("Choose a file")
    }

    private func export(_ hand: Hand) async throws -> Data {
        try await hand.press("Settings")
        try await hand.press("Export")
        try await hand.type("a quiet grey heron", into: "Passphrase")
        try await hand.type("a quiet grey heron", into: "The same again")
        try await hand.press("Make the file")
        try await hand.press("Save the file")
        try await hand.sees("1 account is in the file.")
        return try await hand.until("the file") { hand.phone.documents.written["assent.export"] }
    }
}
