import AssentKit
import Foundation
import TestKit
import Testing

/// Codes of other websites, as they are looked for and used.
@MainActor @Suite struct ListFlowTests {
    @Test func aSearchShowsWhatFitsAndSaysWhereNothingDoes() async throws {
        let hand = try await Hand()
        try await bringIn("otpauth://totp/Webmail:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Webmail", hand)
        try await hand.addForge()
        try await hand.type("web", into: "Search")
        try await hand.until("Webmail alone") { hand.texts.contains("Webmail") && !hand.texts.contains("Forge") ? () : nil }
        try await hand.type("zebra", into: "Search")
        try await hand.sees("Nothing found")
        try await hand.type("", into: "Search")
        try await hand.until("both") { hand.texts.contains("Webmail") && hand.texts.contains("Forge") ? () : nil }
    }

    /// The codes of RFC 4226, appendix D.
    @Test func anAccountThatCountsGivesTheNextCodeWhenAsked() async throws {
        let hand = try await Hand()
        try await bringIn("otpauth://hotp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop&counter=0", hand)
        try await hand.press("Shop")
        for code in ["755224", "287082"] {
            try await hand.press("Show the next code")
            try await hand.sees(grouped(code))
        }
        try await hand.press("Code 2 8 7 0 8 2. Tap to copy.")
        #expect(hand.phone.outside.clipboard == "287082")
    }

    @Test func theSameCodesTypedTwiceAreKeptBothIfThePersonSaysSo() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        try await hand.press("Add an account")
        try await hand.press("Type it in")
        try await hand.type("Forge", into: "Website")
        try await hand.type("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", andGo: "Key")
        try await hand.sees("The same codes are here already.")
        try await hand.press("Keep both")
        try await hand.until("two") { hand.texts.count { $0 == "Forge" } == 2 ? () : nil }
    }

    /// From a file.
    private func bringIn(_ code: String, _ hand: Hand) async throws {
        hand.phone.documents.chosen = .ok(Data("\(code)\n".utf8))
        try await hand.press("Add an account")
        try await hand.press("Import")
        try await hand.press("Choose a file")
        try await hand.press("Import")
        try await hand.sees("1 account came")
        try await hand.press("Done")
        try await hand.sees("Accounts")
    }
}
