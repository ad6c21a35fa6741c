import AssentKit
import Foundation
import TestKit
import Testing

/// The order of the list, as a person makes it.
@MainActor @Suite struct OrderFlowTests {
    private let names = ["Forge", "Mail", "Wiki"]

    @Test func theLastAccountGoesToTheTopAndStaysThereAfterALock() async throws {
        let hand = try await three()
        try await place("Wiki", hand)
        try await hand.sees("3 of 3")
        #expect(!hand.canPress("Down") && !hand.canPress("To the bottom"))
        try await hand.press("To the top")
        try await hand.sees("1 of 3")
        try await back(hand)
        try await isListed(["Wiki", "Forge", "Mail"], hand)
        try await lockAndUnlock(hand)
        try await isListed(["Wiki", "Forge", "Mail"], hand)
    }

    @Test func anAccountGoesSeveralPlacesOneByOne() async throws {
        let hand = try await three()
        try await place("Forge", hand)
        for there in ["2 of 3", "3 of 3"] {
            try await hand.press("Down")
            try await hand.sees(there)
        }
        try await hand.press("Up")
        try await hand.sees("2 of 3")
        try await back(hand)
        try await isListed(["Mail", "Forge", "Wiki"], hand)
    }

    @Test func theListBesideShowsTheNewOrderAtOnce() async throws {
        let hand = try await three(isWide: true)
        try await place("Wiki", hand)
        try await hand.press("To the top")
        try await hand.until("the new order") { hand.texts.prefix { $0 != "Place in the list" }.filter(names.contains) == ["Wiki", "Forge", "Mail"] ? () : nil }
        try await hand.sees("1 of 3")
    }

    @Test func whoHasOneAccountIsNotAskedForItsPlace() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        try await hand.press("Forge")
        try await hand.sees("Rename")
        #expect(!hand.texts.contains("Place in the list"))
    }

    /// From a file, in the order of their names. Codes that count don't grow old, so no list is read anew for them.
    private func three(isWide: Bool = false) async throws -> Hand {
        let hand = try await Hand(isWide: isWide)
        let codes = names.map { "otpauth://hotp/\($0):ada?counter=0&secret=\($0.prefix(1))EZDGNBVGY3TQOJQ&issuer=\($0)\n" }
        hand.phone.documents.chosen = .ok(Data(codes.joined().utf8))
        try await hand.press("Add an account")
        try await hand.press("Import")
        try await hand.press("Choose a file")
        try await hand.press("Import")
        try await hand.sees("3 accounts came")
        try await hand.press("Done")
        try await isListed(names, hand)
        return hand
    }

    private func place(_ account: String, _ hand: Hand) async throws {
        try await hand.press(account)
        try await hand.press("Place in the list")
    }

    private func back(_ hand: Hand) async throws {
        try await hand.press("Back")
        try await hand.sees("Rename")
        hand.phone.parts.stack.home()
    }

    private func lockAndUnlock(_ hand: Hand) async throws {
        hand.phone.person.confirms = false
        try await hand.press("Settings")
        try await hand.press("Lock now")
        try await hand.sees("Assent is locked")
        try await hand.until("the prompt to be gone") { hand.canPress("Unlock") ? () : nil }
        hand.phone.person.confirms = true
        try await hand.press("Unlock")
    }

    private func isListed(_ names: [String], _ hand: Hand) async throws {
        try await hand.until("\(names)") { hand.texts.filter(self.names.contains) == names ? () : nil }
    }
}
