import AssentKit
import TestKit
import Testing

/// What is set in the settings, and what it does afterwards.
@MainActor @Suite struct SettingsFlowTests {
    @Test func whoTouchesNothingForAMinuteIsLockedOut() async throws {
        let hand = try await Hand()
        try await hand.press("Settings")
        try await hand.press("Lock by itself")
        try await hand.press("After 1 minute")
        try await hand.sees("After 1 minute")
        await hand.phone.parts.touched()
        try await hand.press("Lock by itself")
        hand.phone.person.confirms = false
        hand.phone.clockAhead.with { $0 = 61 }
        await hand.phone.parts.touched()
        try await hand.sees("Assent is locked")
    }

    @Test func theLicenceOfEachPartOfTheAppCanBeRead() async throws {
        let hand = try await Hand()
        try await hand.press("Settings")
        try await hand.press("Licences")
        let ring = try await hand.until("ring") { hand.texts.first { $0.hasPrefix("ring ") } }
        try await hand.press(ring)
        try await hand.sees("Apache-2.0 AND ISC")
        try await hand.sees("Permission to use, copy, modify, and/or distribute this software")
        try await hand.press("Back")
        try await hand.sees("Rust’s standard library")
    }

    @Test func aPinIsRemovedAndTheFaceOpensTheAppStill() async throws {
        let hand = try await Hand()
        try await hand.press("Settings")
        try await hand.press("PIN")
        try await hand.type("480137", into: "New PIN")
        try await hand.type("480137", into: "The same again")
        try await hand.press("Save")
        try await hand.sees("Set. Tap to change it.")
        try await hand.press("PIN")
        try await hand.press("Remove the PIN")
        try await hand.sees("Not set.")
        try await hand.press("Lock now")
        try await hand.sees("No account yet")
    }

    @Test func quietUntilItIsTakenBackNobodyAsks() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await hand.press(walk.scene.account)
        try await hand.press("Quiet for a while")
        try await hand.press("For 1 hour")
        try await hand.sees("Quiet until")
        #expect(try await walk.scene.act("try-ask")["code"] != "none")
        try await hand.press("Send requests again")
        try await hand.sees("Quiet for a while")
        let asked = try await walk.asked()
        try await hand.press("NO")
        try await hand.sees("Denied. Nobody got in.")
        #expect(try await walk.scene.status(asked) == "denied")
    }

    @Test func aColourIsChosen() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await hand.press(walk.scene.account)
        try await hand.press("Colour")
        try await hand.press("Pink")
        try await hand.sees("Rename")
        #expect(await hand.phone.parts.bridge.accounts().value?.first?.colour == .pink)
    }
}
