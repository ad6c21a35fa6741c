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
