import TestKit
import Testing

@testable import AssentKit

@Suite struct MoveRulesTests {
    private let showing = Samples.moveOutStates["showing"]
    private let partly = Samples.moveOutStates["partly"]

    @Test func spacesInAMoveCodeDoNotCountAndItIsSentOnce() {
        let sent = MoveOutRules.next(showing, .finish("604 381"))
        #expect(sent.effects == [.finish("604381")] && sent.state.step == .working)
        #expect(MoveOutRules.next(sent.state, .finish("604381")).effects.isEmpty)
    }

    @Test func afterAWrongCodeThePictureStaysUntilTheMoveHasEnded() {
        let wrong = MoveOutRules.next(with(showing) { $0.step = .working }, .finished(.failed(Problem(.moveCodeWrong, "error-move-code", count: 2)))).state
        #expect(wrong.step == .showing && wrong.problem?.count == 2 && wrong.picture != nil)
        #expect(MoveOutRules.next(wrong, .finished(.failed(Problem(.other, "error-move-stopped")))).state.step == .stopped)
        #expect(MoveOutRules.next(partly, .finished(.failed(Problem(.noNetwork, "error-no-network")))).state.step == .over)
    }

    @Test func withoutASingleServerThereIsNothingToScan() {
        let nobody = Leaving(text: "", accounts: [], failed: [MoveFailure(account: "1", key: "error-no-network")], leftOut: 0, codesOnly: 0)
        let next = MoveOutRules.next(MoveOutState(.working), .began(Samples.accounts, .ok(nobody), nil)).state
        #expect(next.step == .stopped && next.name(of: "1").issuer == "Atelier")
    }

    @Test func aSecondTryAddsToWhatHasMoved() {
        let again = MoveOutRules.next(MoveOutRules.next(partly, .retry).state, .finished(.ok(MovedOut(moved: ["3"], notScanned: [], failed: [])))).state
        #expect(again.out?.moved == ["1", "3"] && again.out?.notScanned == ["2"])
        #expect(again.hasRest && !Samples.moveOutStates["over"].hasRest)
    }

    @Test func aPictureIsStoppedBeforeItsScreenCloses() {
        let back = MoveOutRules.next(showing, .back)
        #expect(back.effects == [.stop] && back.state.step == .working)
        #expect(MoveOutRules.next(back.state, .stopped).effects == [.close])
        #expect(MoveOutRules.next(partly, .back).effects == [.home])
        #expect(MoveOutRules.left(showing) == [.stop])
        #expect(MoveOutRules.left(back.state).isEmpty && MoveOutRules.left(partly).isEmpty)
    }

    @Test func anAccountThatIsLeftBehindMakesAnotherCodeAndOneAtLeastComes() {
        let one = MoveInRules.next(Samples.moveInStates["code"], .toggle("2"))
        #expect(one.effects == [.confirm(["1"])])
        guard case .showsCode(let coming) = one.state else { return #expect(Bool(false), "\(one.state)") }
        #expect(coming.code == nil)
        #expect(MoveInRules.next(one.state, .toggle("1")).effects.isEmpty)
        #expect(MoveInRules.next(one.state, .toggle("2")).effects == [.confirm(["1", "2"])])
    }

    @Test func whatTheOldPhoneDidNotSignForHasNotMoved() {
        #expect(Samples.moveInStates["over"].moved.map(\.id) == ["1", "2"])
        #expect(Samples.moveInStates["partly"].moved.map(\.id) == ["1"])
        let left = MoveInRules.next(MoveInRules.next(Samples.moveInStates["code"], .toggle("1")).state, .confirmed(.ok([]))).state
        #expect(left.moved.map(\.id) == ["2"])
    }

    @Test func whenNothingCameItIsSaidWhatToDo() {
        #expect(MoveInRules.next(.taking, .arrived([], [])) == Next(.before()))
        #expect(MoveInRules.next(.before(), .scan).effects == [.scan])
        #expect(MoveInRules.next(.before(), .back).effects == [.close])
        #expect(MoveInRules.next(Samples.moveInStates["over"], .back).effects == [.home])
    }
}
