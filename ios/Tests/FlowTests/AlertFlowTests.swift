import AssentKit
import TestKit
import Testing

/// Answers that are given in a notification, while nobody looks at the app.
@MainActor @Suite struct AlertFlowTests {
    @Test func noInTheNotificationDeniesAndLeavesTheVaultLocked() async throws {
        let walk = try await Walk(), parts = walk.hand.phone.parts
        await parts.hidden()
        let asked = try await walk.scene.ask()
        await parts.answers.wake()
        let request = try #require(walk.hand.phone.alerts.waiting.first)
        await parts.answers.give(request.id, .deny)
        #expect(walk.hand.phone.alerts.said[request.id]?.value?.outcome == .denied)
        #expect(try await walk.scene.status(asked) == "denied")
        #expect(await parts.bridge.status().value?.isLocked == true)
        #expect(walk.hand.phone.person.asked == 0)
    }

    @Test func whatWorksInTheBackgroundLetsNobodyIn() async throws {
        let walk = try await Walk(), parts = walk.hand.phone.parts
        walk.hand.phone.person.confirms = false
        await parts.hidden()
        _ = try await walk.scene.ask()
        await parts.answers.wake()
        await parts.shown()
        try await walk.hand.sees("Assent is locked")
        #expect(!parts.door.isOpen && parts.stack.places == [.lock])
    }
}
