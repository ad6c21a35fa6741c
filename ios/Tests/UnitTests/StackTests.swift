import TestKit
import Testing

@testable import AssentKit

@MainActor @Suite struct StackTests {
    private let log = Log()
    private let stack: Stack

    init() {
        let log = log
        stack = Stack { place in .add(Model(Next(AddState()), work: Logged(place, log))) }
        stack.go(.accounts)
    }

    @Test func aRequestLiesOverEverythingAndWhatItCoversHearsOfItsEnd() {
        stack.go(.settings)
        stack.go(.request("r"))
        #expect(stack.over?.place == .request("r") && stack.path == [.settings] && stack.base?.place == .accounts)
        stack.close(.request("r"))
        #expect(stack.over == nil && log.lines == ["end request", "back settings"])
    }

    @Test func thePlaceThatIsOpenAlreadyComesUpInsteadOfASecondOne() {
        stack.go(.history)
        stack.go(.settings)
        stack.go(.history)
        #expect(stack.places == [.accounts, .settings, .history] && log.lines == ["end history"])
    }

    @Test func whatTheSystemTakesAwayEnds() {
        stack.go(.add)
        stack.go(.type)
        stack.path = [.add]
        #expect(stack.places == [.accounts, .add] && log.lines == ["end type", "back add"])
    }

    @Test func fromTheListOnlyOneThingIsOpen() {
        stack.go(.account("1"))
        stack.go(.history, from: .accounts)
        #expect(stack.places == [.accounts, .history])
    }

    @Test func whatThePersonLeavesIsTakenBackWhicheverTheWayAndWhatTheLockEndsIsNot() {
        let ways: [@MainActor (Stack) -> Void] = [
            { $0.close(.link("t")) }, { $0.path = [] }, { $0.go(.add, from: .accounts) }, { $0.home() }, { $0.restart(.accounts) },
        ]
        for leave in ways { #expect(ended(by: leave) == ["forget", "end"]) }
        for lock in [nil, Place.lock] { #expect(ended { $0.restart(lock) } == ["end"]) }
    }

    /// What became of a link that showed its code.
    private func ended(by leave: @MainActor (Stack) -> Void) -> [String] {
        let log = Log()
        let stack = Stack { place in
            place == .link("t") ? .link(Model(Next(.showsCode(Samples.link)), work: LoggedLink(log: log))) : .add(Model(still: AddState()))
        }
        for place in [Place.accounts, .link("t")] { stack.go(place) }
        leave(stack)
        return log.lines
    }

    @Test func lockingLeavesNothing() {
        stack.go(.settings)
        stack.restart(.lock)
        #expect(stack.places == [.lock] && stack.base == nil && log.lines == ["end accounts", "end settings"])
    }
}

@MainActor private final class Log {
    var lines: [String] = []
}

@MainActor private struct Logged: Work {
    let name: String
    let log: Log

    init(_ place: Place, _ log: Log) {
        name = "\(place)".prefix { $0.isLetter }.description
        self.log = log
    }

    func begin(_ effect: AddChoice, _ send: @escaping Send<AddChoice>) {}
    func cameBack(_ send: @escaping Send<AddChoice>) { log.lines.append("back \(name)") }
    func end() { log.lines.append("end \(name)") }
}

@MainActor private struct LoggedLink: Work {
    let log: Log

    func begin(_ effect: LinkEffect, _ send: @escaping Send<LinkInput>) { log.lines.append("\(effect)".prefix { $0.isLetter }.description) }
    func end() { log.lines.append("end") }
}
