import TestKit
import Testing

@testable import AssentKit

@Suite struct RequestRulesTests {
    private let asking = Samples.requestStates["asking"]
    private let withNumber = RequestState(request(digits: 2), now: NOW)

    private func after(_ state: RequestState, _ inputs: RequestInput...) -> RequestState {
        inputs.reduce(state) { RequestRules.next($0, $1).state }
    }

    private func effects(_ state: RequestState, _ input: RequestInput) -> [RequestEffect] { RequestRules.next(state, input).effects }

    private func over(_ how: How) -> RequestState { RequestState(request(), now: NOW, .over(how)) }

    private func failed(_ kind: Problem.Kind) -> Got<Answered> { .failed(Problem(kind, "error-internal")) }

    @Test func anAnswerIsSentOnceHoweverOftenItIsPressed() {
        let first = RequestRules.next(asking, .yes)
        #expect(first.effects == [.send(.approve, number: nil)])
        for again in [RequestInput.yes, .no] { #expect(effects(first.state, again).isEmpty) }
    }

    @Test func yesNeedsAllDigitsAndNoNeedsNone() {
        let one = after(withNumber, .digit("4"))
        #expect(effects(one, .yes).isEmpty)
        let two = after(one, .digit("2"), .digit("9"), .digit("x"))
        #expect(two.number == "42")
        #expect(effects(two, .yes) == [.send(.approve, number: "42")])
        #expect(effects(one, .no) == [.send(.deny, number: nil)])
        #expect(after(two, .erase).number == "4")
    }

    @Test func aWrongNumberIsTypedAnew() {
        let back = after(withNumber, .digit("4"), .digit("2"), .yes, .answered(.approve, failed(.numberWrong)))
        #expect(back.stage == .asking && back.number == "" && back.problem?.kind == .numberWrong)
    }

    @Test func anAnswerThatCouldNotBeSentCanBeGivenAgain() {
        let back = after(asking, .yes, .answered(.approve, failed(.noNetwork)))
        #expect(back.mayApprove && back.mayDeny && back.problem != nil)
        #expect(after(back, .yes).problem == nil)
    }

    @Test func timeEndsAQuestionButNotAnAnswerOnItsWay() {
        let late = RequestInput.tick(asking.request!.expiresAt)
        #expect(after(asking, late).stage == .over(.expired))
        #expect(after(asking, .yes, late).stage == .sending(.approve))
    }

    @Test(arguments: [(Outcome.approved, How.settled), (.denied, .settled), (.expired, .expired), (.cancelled, .withdrawn), (nil, .gone)] as [(Outcome?, How)])
    func whatTheServersSayEndsAQuestion(outcome: Outcome?, how: How) {
        #expect(after(asking, .seen(nil, outcome, isCrowded: false)).stage == .over(how))
    }

    @Test func anAnswerIsNotOverwrittenByTheServersWord() {
        let approved = Got.ok(Answered(outcome: .approved, inHistory: true))
        let over = after(asking, .yes, .seen(nil, nil, isCrowded: false), .answered(.approve, approved))
        #expect(over.stage == .over(.approved))
        #expect(after(over, .seen(nil, .approved, isCrowded: false)).stage == .over(.approved))
    }

    @Test func itWasNotMeIsSentAfterTheAnswerAndAMistakeIsNot() {
        let denied = after(asking, .no, .answered(.deny, .ok(Answered(outcome: .denied, inHistory: true))))
        #expect(denied.stage == .over(.denied))
        #expect(effects(denied, .notMe) == [.send(.report, number: nil)])
        let mistake = RequestRules.next(denied, .mistake)
        #expect(mistake.state.stage == .over(.mistake) && mistake.effects.isEmpty)
        #expect(effects(asking, .notMe).isEmpty)
    }

    @Test(arguments: [How.approved, .denied])
    func aReportThatFailsLeavesTheAnswerAsItWasAndCanBeSentAgain(_ how: How) {
        let sending = after(over(how), .notMe)
        #expect(sending.over == how && effects(sending, .notMe).isEmpty && after(sending, .mistake) == sending)
        let back = after(sending, .answered(.report, failed(.noNetwork)))
        #expect(back.stage == .over(how) && back.problem?.kind == .noNetwork)
        #expect(effects(back, .notMe) == [.send(.report, number: nil)])
    }

    @Test(arguments: [Problem.Kind.settled, .expired])
    func aReportThatComesTooLateSaysSoAfterAYesAndChangesNothingAfterANo(_ kind: Problem.Kind) {
        let late = RequestInput.answered(.report, failed(kind))
        #expect(after(over(.approved), .notMe, late).stage == .over(.usedUp))
        let denied = after(over(.denied), .notMe, late)
        #expect(denied.stage == .over(.denied) && denied.problem?.kind == kind)
    }

    @Test func thePasswordIsChangedAtTheAccountsOwnServer() {
        for how in [How.reported, .usedUp] { #expect(effects(over(how), .changePassword) == [.openSecurityPage(account: "1")]) }
        let none = after(over(.usedUp), .noBrowser)
        #expect(none.stage == .over(.usedUp) && none.problem?.key == "error-no-browser")
    }

    @Test func aRequestThatIsGoneHasNothingToAnswer() {
        let gone = RequestRules.first(nil, now: NOW).state
        #expect(!gone.mayApprove && !gone.mayDeny && gone.stage == .over(.gone))
    }
}
