import TestKit
import Testing

@testable import AssentKit

@Suite struct RequestsRulesTests {
    private let two = Samples.requestsStates["two"]
    private let denied = Got.ok(Answered(outcome: .denied, inHistory: true))

    @Test func noToAllIsSentOnceToEach() {
        let all = RequestsRules.next(two, .noToAll)
        #expect(all.effects == [.closeRequest("r1"), .send("r1", .deny), .closeRequest("r2"), .send("r2", .deny)])
        #expect(RequestsRules.next(all.state, .noToAll).effects.isEmpty)
    }

    @Test func theListClosesWhenTheLastIsOverWhoeverEndedIt() {
        let one = RequestsRules.next(two, .denied("r1", denied))
        #expect(one.effects.isEmpty)
        let none = RequestsRules.next(one.state, .denied("r2", .failed(Problem(.expired, "error-expired"))))
        #expect(none.effects == [.close])
        #expect(RequestsRules.next(two, .seen([])).effects == [.close])
    }

    @Test func whatCouldNotBeSentCanBeSentAgain() {
        let all = RequestsRules.next(two, .noToAll).state
        let failed = RequestsRules.next(all, .denied("r1", .failed(Problem(.noNetwork, "error-no-network")))).state
        #expect(failed.problem?.kind == .noNetwork && failed.denying == ["r2"])
        #expect(RequestsRules.next(failed, .noToAll).effects == [.closeRequest("r1"), .send("r1", .deny)])
    }
}
