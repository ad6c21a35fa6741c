import AssentKit
import TestKit
import Testing

/// What is cancelled ends in the core too.
@MainActor @Suite struct CancelFlowTests {
    @Test func aWatchEndsWhenItsTaskDoes() async throws {
        let walk = try await Walk()
        let watch = Task { [bridge = walk.hand.phone.parts.bridge] in
            _ = await bridge.watch(0)
            return await bridge.watch(55)
        }
        try await Task.sleep(for: .milliseconds(300))
        watch.cancel()
        let end = ContinuousClock.now + .seconds(20)
        let got = await watch.value
        #expect(ContinuousClock.now < end, "it went on waiting")
        #expect(got.problem?.kind == .cancelled)
    }

    @Test func oneThatIsCancelledBeforeItBeganDoesNotBegin() async throws {
        let phone = await FakePhone()
        let linking = Task { [bridge = phone.parts.bridge] in
            while !Task.isCancelled { await Task.yield() }
            return await bridge.confirmLinked("nobody")
        }
        linking.cancel()
        #expect(await linking.value.problem != nil)
    }
}
