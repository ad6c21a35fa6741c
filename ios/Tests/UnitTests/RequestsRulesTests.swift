import TestKit
import Testing

@testable import AssentKit

@Suite struct RequestsRulesTests {
    private let two = Samples.requestsStates["two"]
    private let denied = Got.ok(Answered(outcome: .denied, inHistory: true))

    @Test func noToAllIsSentOnceToEach() {
        let all = RequestsRules.next(two, .noToAll)
        #expect(all.effects == [.send("r1", .deny), .send("r2", .deny)])
        #expect(RequestsRules.next(all.state, .noToAll).effects.isEmpty)
    }

    @Test func theListClosesWhenTheLastIsOverWhoeverEndedIt() {
        let one = RequestsRules.next(two, .denied("r1", denied))
        #expect(one.effects == [.closeRequest("r1")])
        let none = RequestsRules.next(one.state, .denied("r2", .failed(Problem(.expired, "error-expired"))))
        #expect(none.effects == [.closeRequest("r2"), .close])
        #expect(RequestsRules.next(two, .seen([])).effects == [.close])
    }

    @Test func whatCouldNotBeSentCanBeSentAgain() {
        let all = RequestsRules.next(two, .noToAll).state
        let failed = RequestsRules.next(all, .denied("r1", .failed(Problem(.noNetwork, "error-no-network")))).state
        #expect(failed.problem?.kind == .noNetwork && failed.denying == ["r2"])
        #expect(RequestsRules.next(failed, .noToAll).effects == [.send("r1", .deny)])
    }
}
