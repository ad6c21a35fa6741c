import Foundation
import TestKit
import Testing

@testable import AssentKit

/// How accounts come in and go.
@MainActor @Suite struct LinkFlowTests {
    @Test func aCodeOfAnotherWebsiteIsTheOneThatOathtoolMakes() async throws {
        let scene = try await TestScene(), hand = try await Hand()
        try await hand.addForge()
        try await hand.press("Forge")
        try await hand.until("the code") { hand.texts.contains { $0.contains("\u{2009}") } ? () : nil }
        let shown = try #require(hand.texts.first { $0.contains("\u{2009}") }).replacingOccurrences(of: "\u{2009}", with: "")
        // A code may change between the look and the question.
        let now = Int(Date().timeIntervalSince1970)
        let codes = [try await code(scene, at: now), try await code(scene, at: now - 30)]
        #expect(codes.contains(shown))
        try await hand.press("Code \(spoken(shown)). Tap to copy.")
        #expect(hand.phone.outside.clipboard == shown)
    }

    private func code(_ scene: TestScene, at: Int) async throws -> String {
        try await scene.act("oathtool", ["secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "at": at])["code"]
    }

    @Test func aLinkThatIsCancelledLeavesNothingOnEitherSide() async throws {
        let scene = try await TestScene(), hand = try await Hand(isWide: true)
        let ticket = try await scene.act("ticket")
        try await hand.sees("No account yet")
        hand.phone.parts.opened(try ticket["text"])
        try await hand.sees("Type this on the computer")
        hand.phone.parts.stack.changed()
        try await hand.sees("Waits for its link code")
        try await hand.press("Cancel")
        try await hand.sees("No account yet")
        #expect(try await scene.phones() == [])
    }

    @Test func aLinkThatIsLeftByTheListBesideLeavesNothingOnEitherSide() async throws {
        let scene = try await TestScene(), hand = try await Hand(isWide: true)
        try await hand.addForge()
        hand.phone.parts.opened(try await scene.act("ticket")["text"])
        try await hand.sees("Type this on the computer")
        hand.phone.parts.stack.changed()
        try await hand.sees("Waits for its link code")
        try await hand.press("Forge")
        try await hand.until("the end of the link") { hand.texts.contains("Waits for its link code") ? nil : () }
        #expect(try await scene.phones() == [])
    }

    @Test func aLinkGoesOnThroughTheLockAndThePhoneIsHeardWhereverItIsConfirmed() async throws {
        let scene = try await TestScene(), hand = try await Hand(), phone = hand.phone
        let ticket = try await scene.act("ticket")
        phone.parts.opened(try ticket["text"])
        let code = try await hand.linkCode()
        await phone.parts.hidden()
        await phone.parts.shown()
        try await hand.sees("Waits for its link code")
        #expect(phone.reach.allowed == nil)
        try await scene.act("confirm", ["id": ticket["id"], "code": code])
        try await hand.until("the link") { hand.texts.contains("Waits for its link code") ? nil : () }
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
        #expect(phone.reach.allowed == true)
    }

    @Test func whoLeavesThePageOfALinkWithoutAWordIsHeardAllTheSame() async throws {
        let scene = try await TestScene(), hand = try await Hand(), phone = hand.phone
        let ticket = try await scene.act("ticket")
        phone.parts.opened(try ticket["text"])
        try await Walk(scene, hand).typeLinkCode(of: ticket, to: scene)
        try await hand.sees("From now on this phone answers for \(scene.account).")
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
        #expect(phone.reach.allowed == true)
    }

    @Test func whoSignsInOnThisPhoneIsLinkedWithoutACodeAndAnswers() async throws {
        let scene = try await TestScene(), hand = try await Hand()
        try await hand.press("Sign in on this phone")
        try await hand.type(scene.origin, andGo: "Address of the server")
        let page = try await hand.until("the page") { hand.phone.outside.pages.first }
        let callback = try await scene.act("sign-in", ["address": page])["callback"]
        hand.phone.parts.opened(callback)
        try await hand.sees("From now on this phone answers for \(scene.account).")
        try await hand.press("Done")
        let asked = try await Walk(scene, hand).asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await scene.status(asked) == "approved")
    }

    @Test func whoClosesTheSignInPageCorrectsTheAddressAndSignsInThere() async throws {
        let wrong = try await TestScene(), scene = try await TestScene(), hand = try await Hand()
        try await hand.press("Sign in on this phone")
        try await hand.type(wrong.origin, andGo: "Address of the server")
        try await hand.sees("The page is open in the browser")
        hand.phone.outside.closePage()
        #expect(hand.canPress("Continue") && !hand.texts.contains { $0.contains("The page is open") })
        try await hand.type(scene.origin, andGo: "Address of the server")
        let page = try await hand.until("the page") { hand.phone.outside.pages.last { $0.hasPrefix(scene.origin) } }
        hand.phone.parts.opened(try await scene.act("sign-in", ["address": page])["callback"])
        try await hand.sees("From now on this phone answers for \(scene.account).")
    }

    @Test func anotherAddressIsOpenedInPlaceOfThePageThatIsOpen() async throws {
        let wrong = try await TestScene(), scene = try await TestScene(), hand = try await Hand()
        try await hand.press("Sign in on this phone")
        try await hand.type(wrong.origin, andGo: "Address of the server")
        try await hand.sees("The page is open in the browser")
        try await hand.type(scene.origin, into: "Address of the server")
        try await hand.press("Open it again")
        _ = try await hand.until("the page") { hand.phone.outside.pages.last { $0.hasPrefix(scene.origin) } }
    }

    @Test func aPhoneThatIsRemovedAtTheServerSaysSo() async throws {
        let walk = try await Walk()
        try await walk.scene.act("remove-phones")
        try await walk.hand.sees("No longer linked")
    }

    @Test func theListBesideLosesAnAccountWhosePageWasLeftWhileItWasRemoved() async throws {
        let hand = try await Hand(isWide: true)
        try await hand.addForge()
        try await hand.press("Forge")
        try await hand.press("Remove")
        try await hand.sees("Remove Forge?")
        try await hand.press("Remove")
        hand.phone.parts.stack.home()
        try await hand.sees("No account yet")
    }

    @Test func anAccountIsRenamedAndRemovedAtItsServer() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await hand.press(walk.scene.account)
        try await hand.press("Rename")
        try await hand.type("At home", into: "Your own name for it")
        try await hand.press("Save")
        try await hand.sees("At home")
        try await hand.press("Remove")
        try await hand.sees("Remove At home?")
        try await hand.press("Remove")
        try await hand.sees("No account yet")
        #expect(try await walk.scene.phones() == [] && hand.phone.keys.count == 0)
    }
}
