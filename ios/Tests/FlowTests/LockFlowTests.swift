import AssentKit
import TestKit
import Testing

/// The lock, as a person meets it.
@MainActor @Suite struct LockFlowTests {
    @Test func aWrongPinSaysHowManyTriesAreLeftAndTheRightOneOpens() async throws {
        let hand = try await Hand()
        try await setPin("480137", hand)
        hand.phone.person.confirms = false
        try await lock(hand)
        try await hand.press("Use the PIN")
        for left in [9, 8] {
            try await unlock("480138", hand)
            try await hand.sees("Wrong PIN. Tries left: \(left).")
        }
        try await hand.type("480137", andGo: "PIN")
        try await hand.sees("No account yet")
    }

    @Test func aPinThatIsTypedDifferentlyOrTooSimpleChangesNothing() async throws {
        let hand = try await Hand()
        try await hand.press("Settings")
        try await hand.press("PIN")
        try await typePin("480137", "480138", hand)
        try await hand.sees("The two PINs differ.")
        try await typePin("123456", "123456", hand)
        try await hand.sees("The PIN only counts up or down.")
    }

    @Test func lockedNothingIsOnTheScreenAndTheFaceOpensAtOnce() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        hand.phone.person.confirms = false
        try await lock(hand)
        #expect(!hand.texts.contains { $0.contains("Forge") })
        hand.phone.person.confirms = true
        try await hand.press("Unlock")
        try await hand.sees("Forge")
    }

    @Test func aPhoneThatLostItsKeyIsOpenedByTheRecoveryKeyAlone() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        try await hand.press("Settings")
        try await hand.press("Recovery key")
        try await hand.press("Make a recovery key")
        let key = try await hand.until("the key") { hand.texts.first { $0.split(separator: " ").count > 5 && $0 == $0.uppercased() } }
        try await hand.press("I have written it down")
        try await hand.press("Back")
        hand.phone.keys.forgetVaultKey()
        try await lock(hand)
        try await hand.sees("This phone no longer has the key that opens the app")
        try await hand.press("Use the recovery key")
        try await hand.type(key.replacingOccurrences(of: " ", with: "-"), into: "Recovery key")
        try await hand.press("Unlock")
        try await hand.sees("Forge")
    }

    @Test func whatComesWhileTheAppIsAwayIsThereAfterTheUnlock() async throws {
        let walk = try await Walk(), hand = walk.hand
        await hand.phone.parts.hidden()
        let asked = try await walk.scene.ask()
        await hand.phone.parts.shown()
        try await hand.sees("Are you signing in to Wiki?")
        try await hand.press("NO")
        try await hand.sees("Denied. Nobody got in.")
        #expect(try await walk.scene.status(asked) == "denied")
    }

    @Test func whatComesBehindAWindowOfOthersIsANotificationAndOpensWhenThePersonIsBack() async throws {
        let walk = try await Walk(), hand = walk.hand, parts = hand.phone.parts
        hand.phone.person.isLedOut = true
        let asked = try await walk.scene.ask()
        _ = try await hand.until("the notification") { hand.phone.alerts.waiting.first }
        #expect(!hand.texts.contains { $0.contains("Are you signing in") })
        hand.phone.person.isLedOut = false
        parts.cameBack()
        try await hand.sees("Are you signing in to Wiki?")
        #expect(hand.phone.alerts.waiting.isEmpty)
        try await hand.press("NO")
        try await hand.sees("Denied. Nobody got in.")
        #expect(try await walk.scene.status(asked) == "denied")
    }

    @Test func hiddenCodesAreShownOneByOne() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        try await hand.press("Settings")
        try await hand.press("Hide codes")
        try await hand.press("Back")
        try await hand.sees("•••\u{2009}•••")
        try await hand.press("Forge")
        try await hand.until("the code") { hand.texts.contains { $0.contains("\u{2009}") && !$0.contains("•") } ? () : nil }
    }

    private func lock(_ hand: Hand) async throws {
        try await hand.press("Settings")
        try await hand.press("Lock now")
        try await hand.sees("Assent is locked")
        try await hand.until("the prompt to be gone") { hand.canPress("Unlock") ? () : nil }
    }

    private func setPin(_ pin: String, _ hand: Hand) async throws {
        try await hand.press("Settings")
        try await hand.press("PIN")
        try await typePin(pin, pin, hand)
        try await hand.sees("Set. Tap to change it.")
        try await hand.press("Back")
    }

    private func typePin(_ pin: String, _ again: String, _ hand: Hand) async throws {
        try await hand.type(pin, into: "New PIN")
        try await hand.type(again, into: "The same again")
        try await hand.press("Save")
    }

    private func unlock(_ pin: String, _ hand: Hand) async throws {
        try await hand.type(pin, into: "PIN")
        try await hand.press("Unlock")
    }
}
