/// What a call gave. No call throws.
public enum Got<Value> {
    /// It was done.
    case ok(Value)

    /// It was not.
    case failed(Problem)

    /// What is there, or nil.
    public var value: Value? {
        if case .ok(let value) = self { value } else { nil }
    }

    public var problem: Problem? {
        if case .failed(let problem) = self { problem } else { nil }
    }

    func then<Other>(_ make: (Value) -> Other) -> Got<Other> {
        switch self {
        case .ok(let value): .ok(make(value))
        case .failed(let problem): .failed(problem)
        }
    }
}

extension Got: Sendable where Value: Sendable {}
extension Got: Equatable where Value: Equatable {}

/// It was done, and that is all.
public struct Done: Equatable, Sendable {
    public init() {}
}

/// Why a call was not done: the kind is acted on, the key has its words, `detail` and `count` stand in them.
public struct Problem: Equatable, Sendable {
    /// What a screen does something about. All else is said and that is all.
    public enum Kind: Sendable {
        case locked, noVault, wrongPin, noWayIn, damaged, noNetwork, expired, settled, numberNeeded, numberWrong
        case unlinked, notLinked, duplicate, undecided, passwordNeeded, wrongPassword, moveCodeWrong, keyGone, notConfirmed, cancelled
        case other
    }

    public let kind: Kind
    public let key: String
    public let detail: String
    public let count: Int

    /// The request is over, and not by this answer.
    var isOver: Bool { kind == .expired || kind == .settled }

    public init(_ kind: Kind, _ key: String, detail: String = "", count: Int = 0) {
        self.kind = kind
        self.key = key
        self.detail = detail
        self.count = count
    }
}
