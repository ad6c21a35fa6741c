import TestKit
import Testing

@testable import AssentKit

@Suite struct LockRulesTests {
    private func seen(_ state: LockState = LockState(), _ seen: Status = status()) -> Next<LockState, LockEffect> {
        LockRules.next(state, .seen(.ok(seen)))
    }

    @Test func theHardwareIsAskedAtOnceAndOnlyOnce() {
        let first = seen()
        #expect(first.state.isOpening && first.effects == [.open(.hardware, nil)])
        let refused = LockRules.next(first.state, .opened(.failed(Problem(.notConfirmed, "error-key-not-confirmed"))))
        #expect(refused.state.problem == nil, "who did not confirm knows it")
        #expect(seen(refused.state).effects.isEmpty)
    }

    @Test func withoutHardwareThePinIsAskedAndWithoutPinTheRecoveryKey() {
        #expect(seen(LockState(), status(hardware: false)).state.way == .pin)
        #expect(seen(LockState(), status(hardware: false, pin: nil)).state.way == .recoveryKey)
    }

    @Test func aWrongPinSaysHowManyTriesAreLeftAndReadsThemAnew() {
        let wrong = Problem(.wrongPin, "error-pin-wrong", detail: "9", count: 9)
        let after = LockRules.next(LockState(status: status(), way: .pin, isOpening: true), .opened(.failed(wrong)))
        #expect(after == Next(LockState(status: status(), way: .pin, problem: wrong), .see))
    }

    @Test func nothingIsTriedTwiceAtOnce() {
        #expect(LockRules.next(LockState(status: status(), way: .pin, isOpening: true), .unlock(Secret("1"))).effects.isEmpty)
    }

    @Test func openedItCloses() {
        #expect(LockRules.next(LockState(status: status()), .opened(.ok(Done()))).effects == [.close])
    }

    @Test func aPinWithoutTriesIsOfferedNoMore() {
        #expect(LockState(status: status(pin: 0)).otherWay == nil)
        #expect(LockState(status: status(pin: 1)).otherWay == .pin)
        #expect(LockState(status: status(), way: .pin).otherWay == .hardware)
    }
}
