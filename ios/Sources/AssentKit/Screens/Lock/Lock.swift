/// The lock: its states and its rules.

/// By what it is opened.
public enum Way: Sendable {
    case hardware, pin, recoveryKey
}

public struct LockState: Equatable, Sendable {
    /// Nil while it is read.
    public var status: Status?
    public var way = Way.hardware
    public var isOpening = false
    public var problem: Problem?

    public init(status: Status? = nil, way: Way = .hardware, isOpening: Bool = false, problem: Problem? = nil) {
        (self.status, self.way, self.isOpening, self.problem) = (status, way, isOpening, problem)
    }

    public var hasPin: Bool { (status?.pinTriesLeft ?? 0) > 0 }

    /// Another way in than the one on the screen, that is offered first.
    public var otherWay: Way? {
        if way != .pin, hasPin { return .pin }
        return way != .hardware && status?.byHardware == true ? .hardware : nil
    }

    public var offersRecoveryKey: Bool { status?.byRecoveryKey == true && way != .recoveryKey }
}

public enum LockInput {
    case seen(Got<Status>)
    case choose(Way)

    /// What was typed; nil for the hardware. No part of any state.
    case unlock(Secret?)
    case opened(Got<Done>)
}

public enum LockEffect: Equatable {
    case see
    case open(Way, Secret?)
    case close
}

public enum LockRules: Rules {
    static var first: Next<LockState, LockEffect> { Next(LockState(), .see) }

    public static func next(_ state: LockState, _ input: LockInput) -> Next<LockState, LockEffect> {
        switch input {
        case .seen(let got): return seen(state, got)
        case .choose(let way): return Next(LockState(status: state.status, way: way, isOpening: state.isOpening))
        case .unlock(let typed):
            if state.isOpening { return Next(state) }
            return Next(LockState(status: state.status, way: state.way, isOpening: true), .open(state.way, typed))
        case .opened(.ok): return Next(LockState(status: state.status, way: state.way), .close)
        case .opened(.failed(let problem)): return failed(state, problem)
        }
    }

    /// The hardware is asked at once, without a tap, if it is a way in.
    private static func seen(_ state: LockState, _ got: Got<Status>) -> Next<LockState, LockEffect> {
        var next = state
        switch got {
        case .failed(let problem):
            next.problem = problem
            return Next(next)
        case .ok(let status):
            next.way = status.byHardware ? state.way : status.pinTriesLeft != nil ? .pin : .recoveryKey
            next.status = status
            let isFirst = state.status == nil && next.way == .hardware
            next.isOpening = isFirst
            return Next(next, isFirst ? [.open(.hardware, nil)] : [])
        }
    }

    /// A wrong PIN changes how many tries are left; who did not confirm is told nothing new.
    private static func failed(_ state: LockState, _ problem: Problem) -> Next<LockState, LockEffect> {
        let said = problem.kind == .notConfirmed ? nil : problem
        return Next(LockState(status: state.status, way: state.way, problem: said), .see)
    }
}
