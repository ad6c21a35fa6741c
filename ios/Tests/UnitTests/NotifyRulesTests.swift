import TestKit
import Testing

@testable import AssentKit

@Suite struct NotifyRulesTests {
    private let allowed = Samples.notifyStates["allowed"]

    @Test func whoWasNeverAskedIsAskedAndWhoSaidNoIsLedToTheSettings() {
        #expect(NotifyRules.next(Samples.notifyStates["not-asked"], .allow).effects == [.allow])
        #expect(NotifyRules.next(Samples.notifyStates["denied"], .allow).effects == [.openSettings])
    }

    @Test func theTestGoesOnAfterABrokenLinkToTheLast() {
        var next = NotifyRules.next(allowed, .test)
        for link in Chain.allCases {
            #expect(next.effects == [.test(link)] && next.state.isTesting)
            next = NotifyRules.next(next.state, .tested(link, link == .way ? .broken : .works))
        }
        #expect(next.effects.isEmpty && !next.state.isTesting)
        #expect(next.state.test?.filter { $0.value == .broken }.map(\.key) == [.way])
    }

    @Test func whoGoesBackHearsNoMoreOfTheTest() {
        let back = NotifyRules.next(NotifyRules.next(allowed, .test).state, .back).state
        #expect(back == allowed)
        #expect(NotifyRules.next(back, .tested(.allowed, .works)) == Next(back))
    }

    @Test func whatIsReadAgainLeavesTheTestAsItIs() {
        let tested = Samples.notifyStates["tested"]
        let read = NotifyRules.next(tested, .read(NotifyFacts(isAllowed: false))).state
        #expect(read.test == tested.test && read.facts?.isAllowed == false)
    }
}
