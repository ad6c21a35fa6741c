import TestKit
import Testing

@testable import AssentKit

/// Who may see what is in the vault, while something goes on in the background.
@MainActor @Suite struct DoorFlowTests {
    @Test func aVaultThatIsOpenForTheBackgroundLetsNobodyInByAWrongPin() async throws {
        let phone = try await opened(), bridge = phone.parts.bridge, door = phone.parts.door
        #expect(await bridge.setPin(Secret("480137")).problem == nil)
        await phone.parts.hidden()
        let entered = await door.during { await door.enter { await bridge.unlock(pin: Secret("480138")) } }
        #expect(entered.problem?.kind == .wrongPin && !door.isOpen)
        #expect(await bridge.status().value?.isLocked == true)
    }

    @Test func workInTheBackgroundEndsWithALockedVaultAndDoesNotLockOutWhoIsIn() async throws {
        let phone = try await opened(), bridge = phone.parts.bridge, door = phone.parts.door
        _ = await door.during { await bridge.accounts() }
        #expect(await bridge.accounts().problem == nil)
        await phone.parts.hidden()
        #expect(await door.during { await bridge.accounts() }.problem == nil)
        #expect(await bridge.accounts().problem?.kind == .locked)
    }

    @Test func theLockFallsByItselfOnWhoWasAwayForTooLong() async throws {
        let hand = try await Hand()
        try await hand.addForge()
        hand.phone.person.confirms = false
        hand.phone.clockAhead.with { $0 = 301 }
        try await hand.sees("Assent is locked")
        #expect(!hand.texts.contains { $0.contains("Forge") })
    }

    @Test func whatAScreenReadsTooLateIsTheLockAndNotWordsAboutIt() async throws {
        let phone = try await opened(), parts = phone.parts
        phone.person.confirms = false
        phone.clockAhead.with { $0 = 301 }
        #expect(await parts.read { await parts.bridge.accounts() }.problem?.kind == .locked)
        #expect(!parts.door.isOpen && parts.stack.places == [.lock])
    }

    @Test func workInTheBackgroundLetsNobodyInWhoWasAwayForTooLong() async throws {
        let phone = try await opened(), door = phone.parts.door, bridge = phone.parts.bridge
        phone.person.confirms = false
        phone.clockAhead.with { $0 = 301 }
        #expect(await door.during { await bridge.accounts() }.problem == nil)
        #expect(!door.isOpen && phone.parts.stack.places == [.lock])
        #expect(await bridge.accounts().problem?.kind == .locked)
    }

    @Test func workInTheBackgroundGoesOnWhenAPersonWouldBeTooLate() async throws {
        let phone = try await opened(), door = phone.parts.door, bridge = phone.parts.bridge
        let got = await door.during {
            await phone.parts.hidden()
            phone.clockAhead.with { $0 = 86_400 }
            return await bridge.accounts()
        }
        #expect(got.problem == nil && !door.isOpen)
    }

    @Test func whatHappensToAnAccountIsToldWhateverIsOnTheScreen() async throws {
        let walk = try await Walk(), alerts = walk.hand.phone.alerts
        try await walk.hand.press("Settings")
        try await walk.scene.act("remove-phones")
        #expect(try await walk.hand.until("the news") { alerts.told.first } == .unlinked)
    }

    /// One whose owner is in, with an empty list.
    private func opened() async throws -> FakePhone {
        let hand = try await Hand()
        try await hand.sees("No account yet")
        return hand.phone
    }

    @Test func newsWithoutANewRequestDoNotTakeAwayTheOneThatIsLookedAt() async throws {
        let walk = try await Walk(), hand = walk.hand, scenes = [try await TestScene(), try await TestScene()]
        for scene in scenes { try await walk.link(to: scene) }
        _ = try await walk.asked()
        _ = try await scenes[0].ask()
        let inbox = hand.phone.parts.inbox
        let first = try await hand.until("both") { inbox.last.flatMap { $0.requests.count == 2 ? $0.requests[0].id : nil } }
        try await hand.sees("Open one to answer it.")
        hand.phone.parts.stack.go(.request(first))
        let told = Shared(false)
        inbox.read { update in if update.notices.contains(where: { $0.kind == .unlinked }) { told.with { $0 = true } } }
        try await scenes[1].act("remove-phones")
        try await hand.until("the news") { told.with { $0 } ? () : nil }
        #expect(hand.phone.parts.stack.top?.place == .request(first))
    }

    @Test func whoReadsLaterIsNotToldAgainWhatOthersWereTold() async throws {
        let walk = try await Walk(), inbox = walk.hand.phone.parts.inbox
        let later = Shared<[Int]>([])
        inbox.read { update in
            guard !update.notices.isEmpty else { return }
            inbox.read { update in later.with { $0.append(update.notices.count) } }
        }
        try await walk.scene.act("remove-phones")
        let first = try await walk.hand.until("the news") { later.with { $0.first } }
        #expect(first == 0)
    }
}
