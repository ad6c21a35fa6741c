import TestKit
import Testing

/// Links that die and are made anew, and what else goes wrong around a phone.
@MainActor @Suite struct RepairFlowTests {
    @Test func aLinkThatWorksIsSaidToWorkAndOneWhoseServerIsGoneIsAskedAgain() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await walk.scene.act("stop")
        try await hand.press(walk.scene.account)
        try await hand.press("Repair notifications")
        try await hand.sees("The server can’t be reached")
        try await walk.scene.act("start")
        try await hand.press("Try again")
        try await hand.sees("The link works")
    }

    @Test func aKeyThatIsGoneIsMadeAnewBySigningInAndTheNextRequestIsAnswered() async throws {
        let walk = try await Walk(), hand = walk.hand
        hand.phone.keys.invalidate()
        try await hand.press(walk.scene.account)
        try await hand.press("Repair notifications")
        try await hand.sees("The key is gone")
        try await signIn(walk)
        #expect(try await walk.scene.phones().count == 1)
    }

    @Test func anAccountThatWasRemovedAtTheServerIsLinkedAgainInItsPlace() async throws {
        let walk = try await Walk(), hand = walk.hand
        let before = await hand.phone.parts.bridge.accounts().value?.map(\.id)
        try await walk.scene.act("remove-phones")
        try await hand.sees("No longer linked")
        try await hand.press(walk.scene.account)
        try await hand.press("Link it again")
        try await signIn(walk)
        #expect(await hand.phone.parts.bridge.accounts().value?.map(\.id) == before)
    }

    private func signIn(_ walk: Walk) async throws {
        let hand = walk.hand
        try await hand.press("Sign in on this phone")
        let page = try await hand.until("the page") { hand.phone.outside.pages.last }
        hand.phone.parts.opened(try await walk.scene.act("sign-in", ["address": page])["callback"])
        try await hand.sees("From now on this phone answers for \(walk.scene.account).")
        try await hand.press("Done")
        let asked = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }

    @Test func anAccountWhoseServerIsGoneIsForgottenOnlyAfterAWarning() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await walk.scene.act("stop")
        try await hand.press(walk.scene.account)
        try await hand.press("Remove")
        try await hand.sees("Have another way to sign in first")
        try await hand.press("Remove")
        try await hand.sees("the server still lists this phone until you remove it there")
        try await hand.press("Forget it on this phone alone")
        try await hand.sees("No account yet")
    }

    @Test func withoutTheServerTheCodesGoOnAndTheListSaysWhatIsMissing() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await walk.scene.act("stop")
        try await hand.sees("No requests come from there; codes work all the same.")
        let shown = try #require(await hand.phone.parts.bridge.accounts().value?.first?.code?.code)
        try await walk.scene.act("start")
        #expect(try await walk.scene.act("check-code", ["code": shown])["result"] == "accepted")
    }
}
