import TestKit
import Testing

/// What a person does with requests, from the first touch to the server's word.
@MainActor @Suite struct RequestFlowTests {
    @Test func aRequestOpensByItselfAndYesLetsTheLoginGoOn() async throws {
        let walk = try await Walk(), hand = walk.hand
        let asked = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
        try await hand.press("Done")
        try await hand.press("History")
        try await hand.press("Wiki: approved")
        try await hand.press("Share the receipt")
        let receipt = try await hand.until("the receipt") { hand.phone.outside.shared.first }
        #expect(receipt.key.hasPrefix("receipt-") && receipt.value.contains("{"))
    }

    @Test func itWasNotMeIsSaidFromTheHistoryToo() async throws {
        let walk = try await Walk(), hand = walk.hand
        _ = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        try await hand.press("Done")
        try await hand.press("History")
        try await hand.press("Wiki: approved")
        try await hand.press("It was not me")
        try await hand.press("Change the password")
        try await hand.until("the page") { hand.phone.outside.pages.last?.hasSuffix("/security") == true ? () : nil }
        #expect(try await walk.scene.act("try-ask")["code"] == "push-limit")
    }

    @Test func whatIsAnsweredOverTheHistoryStandsInItAtOnce() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await hand.press("History")
        try await hand.sees("Nothing was answered yet")
        _ = try await walk.asked()
        try await hand.press("YES")
        try await hand.press("Done")
        try await hand.sees("Wiki: approved")
    }

    @Test func noDeniesAtOnceAndItWasNotMeStopsRequests() async throws {
        let walk = try await Walk(), hand = walk.hand
        let asked = try await walk.asked()
        try await hand.press("NO")
        try await hand.sees("Denied. Nobody got in.")
        #expect(try await walk.scene.status(asked) == "denied")
        try await hand.press("It was not me")
        try await hand.sees("Reported. Requests are off.")
        #expect(try await walk.scene.act("try-ask")["code"] == "push-limit")
        try await hand.press("Change the password")
        try await hand.until("the page") { hand.phone.outside.pages.last == "\(walk.scene.origin)/security" ? () : nil }
    }

    @Test func aReportThatDoesNotComeThroughDoesNotSayThatNobodyGotIn() async throws {
        let walk = try await Walk(), hand = walk.hand
        _ = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        try await walk.scene.act("stop")
        try await hand.press("It was not me")
        try await hand.sees("The server can’t be reached")
        #expect(hand.texts.contains("Approved") && !hand.texts.contains("Denied. Nobody got in."))
        #expect(hand.canPress("It was not me"))
    }

    @Test func yesWaitsForTheNumberOfTheSignInPage() async throws {
        let walk = try await Walk(), hand = walk.hand
        let asked = try await walk.asked(withNumber: true)
        #expect(!hand.canPress("YES") && hand.canPress("NO"))
        for digit in try asked["number"] { try await hand.press(String(digit)) }
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }

    @Test func aWrongNumberIsTypedAnew() async throws {
        let walk = try await Walk(), hand = walk.hand
        let asked = try await walk.asked(withNumber: true)
        let wrong = try asked["number"].map { $0 == "9" ? "0" : String(Int(String($0))! + 1) }
        for digit in wrong { try await hand.press(digit) }
        try await hand.press("YES")
        try await hand.sees("That is not the number on the sign-in page.")
        #expect(!hand.canPress("YES") && hand.canPress("NO"))
    }

    @Test func whoWaitsTooLongIsToldThatNobodyGotIn() async throws {
        let walk = try await Walk(), hand = walk.hand
        let asked = try await walk.asked()
        hand.phone.clockAhead.with { $0 = 200 }
        try await hand.sees("Too late")
        #expect(try await walk.scene.act("cancel", ["id": asked["id"]])["cancelled"] == "true")
    }

    @Test func whatAnotherPhoneAnsweredIsSaidHere() async throws {
        let walk = try await Walk()
        let other = try await Hand(FakePhone(name: "Ada's other phone"))
        let otherWalk = Walk(walk.scene, other)
        try await otherWalk.link(to: walk.scene)
        _ = try await walk.asked()
        try await other.press("NO")
        try await other.sees("Denied. Nobody got in.")
        try await walk.hand.sees("Answered already")
    }

    @Test func twoRequestsAreShownSideBySideAndDeniedByOneTouch() async throws {
        let walk = try await Walk(), hand = walk.hand, other = try await TestScene()
        try await walk.link(to: other)
        let first = try await walk.asked()
        let second = try await other.ask()
        try await hand.sees("More than one sign-in asks at once.")
        try await hand.press("NO to all (2)")
        try await hand.sees("Accounts")
        #expect(try await walk.scene.status(first) == "denied")
        #expect(try await other.status(second) == "denied")
    }

    @Test func whoDoesNotConfirmIsAskedAgain() async throws {
        let walk = try await Walk(), hand = walk.hand
        hand.phone.keys.trouble.with { $0 = .notConfirmed }
        let asked = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("It was not confirmed; nothing was sent.")
        hand.phone.keys.trouble.with { $0 = nil }
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }

    @Test func aKeyThatIsGoneIsSaidAndNothingIsAnswered() async throws {
        let walk = try await Walk(), hand = walk.hand
        _ = try await walk.asked()
        hand.phone.keys.invalidate()
        try await hand.press("YES")
        try await hand.sees("This account’s key is gone")
        #expect(hand.canPress("YES") && hand.canPress("NO"))
    }

    @Test func aRequestThatWasCoveredAndLeftIsFoundAgainInTheList() async throws {
        let walk = try await Walk(), hand = walk.hand, parts = hand.phone.parts
        let asked = try await walk.asked()
        parts.opened("assent:move#v1.AA")
        try await hand.until("what came") { hand.texts.contains("Are you signing in to Wiki?") ? nil : () }
        parts.stack.home()
        try await hand.press("1 request waits")
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }

    @Test func leavingTheAppInTheMiddleLosesNothing() async throws {
        let walk = try await Walk(), hand = walk.hand, parts = hand.phone.parts
        let asked = try await walk.asked()
        await parts.hidden()
        #expect(!hand.texts.contains { $0.contains("Wiki") })
        await parts.shown()
        try await hand.sees("Are you signing in to Wiki?")
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }
}
