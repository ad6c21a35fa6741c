/// How every screen is made: a state, inputs, one pure function from both to the next state, and work to be done outside.
import Observation

/// What follows from an input.
public struct Next<State, Effect> {
    public let state: State
    public let effects: [Effect]

    public init(_ state: State, _ effects: [Effect] = []) {
        self.state = state
        self.effects = effects
    }

    public init(_ state: State, _ effect: Effect) { self.init(state, [effect]) }
}

extension Next: Equatable where State: Equatable, Effect: Equatable {}

/// A screen's rules. Pure: nothing is read, asked or waited for in them.
public protocol Rules {
    associatedtype State: Equatable
    associatedtype Input
    associatedtype Effect

    static func next(_ state: State, _ input: Input) -> Next<State, Effect>

    /// What is done when the person leaves the screen, by whichever way; the lock is none.
    static func left(_ state: State) -> [Effect]
}

extension Rules {
    public static func left(_ state: State) -> [Effect] { [] }
}

/// Takes an input of a screen.
public typealias Send<Input> = @MainActor (Input) -> Void

/// Does what rules ask for, and says what came of it as inputs.
@MainActor
public protocol Work<Input, Effect> {
    associatedtype Input
    associatedtype Effect

    func begin(_ effect: Effect, _ send: @escaping Send<Input>)

    /// What the screen hears of by itself.
    func start(_ send: @escaping Send<Input>)

    /// What was opened over it is gone, or the app is before the person again.
    func cameBack(_ send: @escaping Send<Input>)

    /// The screen is gone.
    func end()
}

extension Work {
    public func start(_ send: @escaping Send<Input>) {}
    public func cameBack(_ send: @escaping Send<Input>) {}
    public func end() {}
}

/// A living screen. It outlives its view.
@MainActor @Observable
public final class Model<R: Rules> {
    public private(set) var state: R.State
    @ObservationIgnored private let work: (any Work<R.Input, R.Effect>)?
    @ObservationIgnored private var isOver = false
    @ObservationIgnored public var onInput: (@MainActor () -> Void)?

    public init(_ first: Next<R.State, R.Effect>, work: any Work<R.Input, R.Effect>) {
        state = first.state
        self.work = work
        work.start { [weak self] in self?.take($0) }
        begin(first.effects)
    }

    /// One that stays as it is: for pictures.
    public init(still state: R.State) {
        self.state = state
        work = nil
    }

    /// What the person does.
    public func send(_ input: R.Input) {
        onInput?()
        take(input)
    }

    /// What the work says, too.
    private func take(_ input: R.Input) {
        guard !isOver, work != nil else { return }
        let next = R.next(state, input)
        if next.state != state { state = next.state }
        begin(next.effects)
    }

    private func begin(_ effects: [R.Effect]) {
        for effect in effects { work?.begin(effect) { [weak self] in self?.take($0) } }
    }
}

extension Model: Living {
    public func cameBack() { work?.cameBack { [weak self] in self?.take($0) } }

    public func left() {
        if work != nil { begin(R.left(state)) }
    }

    public func end() {
        isOver = true
        work?.end()
    }
}

/// What a stack does with a screen.
@MainActor
public protocol Living: AnyObject {
    /// The person does something on this screen.
    var onInput: (@MainActor () -> Void)? { get set }

    func cameBack()

    /// The person leaves it; `end` comes next.
    func left()
    func end()
}

/// Tasks that end with a screen.
@MainActor
final class Jobs {
    private var tasks: [Task<Void, Never>] = []

    func begin(_ work: @escaping @MainActor () async -> Void) { tasks.append(Task { await work() }) }

    func end() {
        tasks.forEach { $0.cancel() }
        tasks = []
    }
}
