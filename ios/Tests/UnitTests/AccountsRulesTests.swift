import TestKit
import Testing

@testable import AssentKit

@Suite struct AccountsRulesTests {
    private let content = Samples.accountsStates["content"]

    @Test func codesAreReadAgainWhenTheFirstOfThemEnds() {
        let before = AccountsRules.next(content, .tick(NOW + 3))
        #expect(before.state.left(Samples.accounts[2]) == 1 && before.effects.isEmpty)
        #expect(AccountsRules.next(content, .tick(NOW + 4)).effects == [.read("")])
    }

    @Test func anAnswerToAnOlderSearchIsNotShown() {
        let searching = AccountsRules.next(content, .typed("wik"))
        #expect(searching.effects == [.read("wik")])
        let old = AccountsRules.next(searching.state, .read(.ok([]), query: "wi", at: NOW)).state
        #expect(old.accounts == Samples.accounts)
        #expect(AccountsRules.next(old, .read(.ok([]), query: "wik", at: NOW)).state.accounts == [])
    }

    @Test func aHiddenCodeIsShownByTheFirstTapAndTheAccountByTheSecond() {
        let hidden = Samples.accountsStates["hidden"]
        let shown = AccountsRules.next(hidden, .tapped("2"))
        #expect(shown.effects.isEmpty && shown.state.shows(Samples.accounts[1]) && !hidden.shows(Samples.accounts[1]))
        #expect(AccountsRules.next(shown.state, .tapped("2")).effects == [.go(.account("2"))])
    }

    @Test func troubleIsSaidAndGoesWithTheNextList() {
        let problem = Problem(.damaged, "error-list-damaged")
        let troubled = AccountsRules.next(content, .read(.failed(problem), query: "", at: NOW)).state
        #expect(troubled.problem == problem && troubled.accounts == Samples.accounts)
        #expect(AccountsRules.next(troubled, .read(.ok([]), query: "", at: NOW)).state.problem == nil)
    }

    @Test func whatIsSetAsideIsCountedBesideTheFirstListAndAfterEachReturn() {
        #expect(AccountsRules.first(hidesCodes: false, now: NOW).effects == [.read(""), .countDamaged])
        let record = DamagedRecord(kind: "account", id: "a", addedAt: nil, mayBeNewer: false)
        #expect(AccountsRules.next(content, .damaged(.ok([record]))).state.damaged == 1)
        let back = AccountsRules.next(content, .cameBack(hidesCodes: true))
        #expect(back.state.hidesCodes && back.effects == [.read(""), .countDamaged])
    }

    @Test func anAccountThatWaitsIsReadEachSecondUntilItIsLinked() {
        let pending = Samples.accountsStates["pending"]
        #expect(AccountsRules.next(pending, .tick(NOW + 1)).effects == [.read("")])
        #expect(AccountsRules.next(pending, .read(.ok(pending.accounts!), query: "", at: NOW)).effects.isEmpty)
        let linked = AccountsRules.next(pending, .read(.ok(Samples.accounts), query: "", at: NOW))
        #expect(linked.effects == [.linked])
        #expect(AccountsRules.next(linked.state, .tick(NOW + 1)).effects.isEmpty)
    }

    @Test func aRequestThatWaitsIsFoundUntilItIsOverAndSeveralAreShownTogether() {
        let one = AccountsRules.next(content, .requests([request()])).state
        #expect(one.toWaiting == .request("r1"))
        #expect(AccountsRules.next(one, .tick(request().expiresAt)).state.toWaiting == nil)
        #expect(AccountsRules.next(one, .requests([])).state.toWaiting == nil)
        #expect(AccountsRules.next(one, .requests([request(), request("r2")])).state.toWaiting == .requests)
    }

    @Test func theClockThatIsOffMostIsSaid() {
        let off = [30, -95].map { account("1", "A", "a", "A", .teal, code: nil, clockAhead: $0) }
        #expect(AccountsState(off).clockOff == -95)
        #expect(content.clockOff == nil)
    }
}
