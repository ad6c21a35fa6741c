/// On the old phone: all accounts to a new one. Its states, inputs and effects.
public struct MoveOutState: Equatable, Sendable {
    public var step: MoveStep

    /// What accounts are called: after the move they are gone.
    public var names: [String: AccountName] = [:]
    public var leaving: Leaving?

    /// What `leaving` says, as the new phone's camera reads it.
    public var picture: QrPicture?
    public var out: MovedOut?
    public var problem: Problem?

    public init(_ step: MoveStep = .before, problem: Problem? = nil) { (self.step, self.problem) = (step, problem) }

    /// Whether another move has something to take along.
    public var hasRest: Bool {
        let isLeft = leaving.map { $0.leftOut > 0 || !$0.failed.isEmpty } ?? false
        return isLeft || out.map { !$0.notScanned.isEmpty || !$0.failed.isEmpty } ?? false
    }

    public func name(of account: String) -> AccountName { names[account] ?? AccountName(issuer: account, name: "") }
}

public struct AccountName: Equatable, Sendable {
    public let issuer: String
    public let name: String

    public init(issuer: String, name: String) { (self.issuer, self.name) = (issuer, name) }
}

public enum MoveStep: Sendable {
    /// What will happen.
    case before
    case working

    /// The picture, and the field for the new phone's code.
    case showing
    case over

    /// It ended without anything moved.
    case stopped
}

public enum MoveOutInput {
    case begin
    case began([Account], Got<Leaving>, QrPicture?)
    case finish(String)
    case finished(Got<MovedOut>)
    case retry
    case export
    case stopped
    case back
}

public enum MoveOutEffect: Equatable {
    case begin
    case finish(String)
    case retry

    /// The picture becomes worth nothing.
    case stop
    case export
    case close

    /// To the list, which is shorter now.
    case home
}
