import AssentKit
import TestKit
import Testing

/// How a request reaches the phone: allowed, told to servers, and tried link by link.
@MainActor @Suite struct NotifyFlowTests {
    @Test func whoLinksIsAskedOnceWhetherThePhoneMayNotify() async throws {
        let phone = await FakePhone()
        phone.reach.allows = false
        let walk = try await Walk(phone)
        try await walk.hand.until("the question") { phone.reach.allowed == false ? () : nil }
        phone.reach.allows = true
        try await walk.link(to: TestScene())
        try await walk.hand.until("the second server to be told") { phone.preferences.toldPushes.count == 2 ? () : nil }
        #expect(phone.reach.allowed == false)
    }

    @Test func whatServersDoWithTheAddressIsNotSaidToWork() async throws {
        let walk = try await Walk(), hand = walk.hand
        try await open(hand)
        try await test(hand)
        try await hand.sees("Whether they push to it can’t be seen from here")
        #expect(hand.phone.reach.samples == 1 && works(hand) == 4)
        #expect(try await walk.scene.act("woken-at")["addresses"] == hand.phone.reach.found.value?.token)
    }

    @Test func whoWasNeverAskedIsAskedAndWithoutAnAccountNothingIsTold() async throws {
        let hand = try await Hand()
        try await open(hand)
        try await hand.sees("This phone shows no notifications of Assent")
        try await hand.press("Allow notifications")
        try await hand.until("that it is allowed") { hand.texts.contains { $0.contains("shows no notifications") } ? nil : () }
        try await test(hand)
        try await hand.sees("You should see it now, above.")
        try await hand.sees("There is no account on an Assent server yet.")
        #expect(hand.phone.preferences.toldPushes.isEmpty)
    }

    @Test func whoSaidNoIsLedToTheSettingsAndTheTestSaysWhatIsBroken() async throws {
        let walk = try await Walk(), hand = walk.hand, reach = hand.phone.reach
        reach.allowed = false
        reach.found = .failed(Problem(.noNetwork, "error-no-network"))
        try await open(hand)
        try await hand.press("Open the settings")
        #expect(hand.phone.outside.openedSettings == 1)
        try await walk.scene.act("stop")
        try await test(hand)
        try await hand.sees("At least one can’t be reached.")
        try await hand.sees("Allow notifications of Assent in the phone’s settings.")
        try await hand.sees("Apple’s service gave no address.")
        try await hand.sees("At least one server does not have this phone’s address.")
        #expect(works(hand) == 0)
        reach.allowed = true
        try await hand.press("Test again")
        try await hand.sees("You should see it now, above.")
        try await hand.press("Back")
        await hand.phone.parts.shown()
        try await hand.until("that it is allowed") { hand.texts.contains { $0.contains("shows no notifications") } ? nil : () }
    }

    @Test func aServerIsToldAgainWhenThePhoneHasAnotherAddress() async throws {
        let walk = try await Walk(), hand = walk.hand, phone = hand.phone
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
        #expect(phone.preferences.toldPushes.values.first?.contains("0123456789abcdef") == true)
        try await walk.scene.act("stop")
        await reopen(hand)
        #expect(try await push(hand) == Told.all)
        phone.reach.found = .ok(PushAddress(token: "fedcba9876543210", topic: "org.assent.app"))
        #expect(try await push(hand, again: true) == Told.notAll)
        try await walk.scene.act("start")
        #expect(try await push(hand, again: true) == Told.all)
        #expect(phone.preferences.toldPushes.values.first?.contains("fedcba9876543210") == true)
    }

    /// To tell it would be to find that the key is gone.
    @Test func whatAServerWasToldItIsNotToldAgainAndALockForgetsNothing() async throws {
        let walk = try await Walk(), hand = walk.hand, phone = hand.phone
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
        phone.keys.invalidate()
        await phone.parts.hidden()
        await phone.parts.pushes.follow()
        await phone.parts.shown()
        #expect(try await push(hand) == Told.all)
    }

    /// What no push service ever gave is refused by the server, which so has read it.
    @Test func anAddressThatTheServerDoesNotTakeIsSaidAndTheNextOneIsTaken() async throws {
        let phone = await FakePhone(), good = phone.reach.found
        phone.reach.found = .ok(PushAddress(token: String(repeating: "f", count: 1001), topic: "org.assent.app"))
        let walk = try await Walk(phone), hand = walk.hand
        #expect(try await push(hand) == Told.notAll)
        #expect(phone.preferences.toldPushes.isEmpty)
        phone.reach.found = good
        #expect(try await push(hand, again: true) == Told.all)
    }

    @Test func aServerThatWasDownWhenTheAppOpenedIsToldAtTheNextOpening() async throws {
        let phone = await FakePhone(), good = phone.reach.found
        phone.reach.found = .failed(Problem(.noNetwork, "error-no-network"))
        let walk = try await Walk(phone)
        try await walk.scene.act("stop")
        phone.reach.found = good
        await reopen(walk.hand)
        try await walk.hand.sees("No requests come from there")
        #expect(phone.preferences.toldPushes.isEmpty)
        try await walk.scene.act("start")
        await reopen(walk.hand)
        try await walk.hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
    }

    @Test func aRepairedLinkIsToldAnew() async throws {
        let walk = try await Walk(), hand = walk.hand, phone = hand.phone
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
        phone.keys.invalidate()
        try await hand.press(walk.scene.account)
        try await hand.press("Repair notifications")
        try await hand.sees("The key is gone")
        #expect(phone.preferences.toldPushes.isEmpty)
        try await hand.press("Sign in on this phone")
        let page = try await hand.until("the page") { phone.outside.pages.last }
        phone.parts.opened(try await walk.scene.act("sign-in", ["address": page])["callback"])
        try await hand.press("Done")
        try await hand.until("the server to be told") { phone.preferences.toldPushes.count == 1 ? () : nil }
    }

    private enum Told { case all, notAll }

    /// What the test says of the link between servers and Apple's service.
    private func push(_ hand: Hand, again: Bool = false) async throws -> Told {
        if again { try await hand.press("Test again") } else { try await open(hand) }
        if again { try await hand.sees("This is how a request comes to you:") } else { try await test(hand) }
        return hand.texts.contains { $0.contains("Your servers have this phone’s address.") } ? .all : .notAll
    }

    /// The app leaves the screen and comes back; the face opens it.
    private func reopen(_ hand: Hand) async {
        await hand.phone.parts.hidden()
        await hand.phone.parts.shown()
    }

    private func open(_ hand: Hand) async throws {
        try await hand.press("Settings")
        try await hand.press("Notifications")
        try await hand.sees("When a service asks")
    }

    private func test(_ hand: Hand) async throws {
        try await hand.press("Send me a test")
        try await hand.sees("This is how a request comes to you:")
    }

    private func works(_ hand: Hand) -> Int { hand.texts.count { $0.hasPrefix("Works") } }
}
