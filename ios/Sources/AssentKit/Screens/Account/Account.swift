/// One account: its states.
public struct AccountState: Equatable, Sendable {
    public var account: Account?
    public var readAt: Int64 = 0
    public var now: Int64 = 0

    /// Of an account that counts: the code that was made last.
    public var counted: Code?

    /// Where in the list it stands, from 0, and how many there are.
    public var place = 0
    public var count = 1
    public var step = Step.looking
    public var isCopied = false

    /// It is on its way out, here and at its server.
    public var isBeingRemoved = false
    public var problem: Problem?

    public init(_ account: Account? = nil, readAt: Int64 = 0, now: Int64 = 0, step: Step = .looking, problem: Problem? = nil) {
        (self.account, self.readAt, self.now, self.step, self.problem) = (account, readAt, now, step, problem)
    }

    public var code: Code? { account?.code ?? counted }
    public var left: Int64? { account?.code?.secsLeft.map { max(0, Int64($0) - (now - readAt)) } }
}

extension Account {
    /// Where its password is changed, and where its backup codes and its other ways to sign in are made.
    var securityPage: String? { serverUrl.map { ($0.hasSuffix("/") ? String($0.dropLast()) : $0) + "/security" } }
}

/// What the person does with the account.
public enum Step: Sendable {
    case looking, naming, painting, placing, quiet, removing, forgetting
}

public enum AccountInput {
    case read(Got<[Account]>, id: String, at: Int64)
    case tick(Int64)
    case turn(Step)
    case copy
    case nextCode
    case counted(Got<Code>)
    case name(String)
    case paint(Colour?)

    /// In the list, from 0.
    case move(Int)

    /// Until then, in Unix seconds.
    case quietTill(Int64)

    /// For so many seconds; nil: requests again.
    case quiet(Int64?)

    /// Its server's page about security, in the browser.
    case openServer
    case remove(forgetLocally: Bool)
    case repair
    case done(Got<Done>)
    case removed(Got<Done>)
    case back
}

public enum AccountEffect: Equatable {
    case read
    case copy(String)
    case nextCode
    case name(String?)
    case paint(Colour?)
    case move(Int)
    case quiet(until: Int64?)
    case openPage(String)
    case remove(forgetLocally: Bool)
    case repair
    case close
}
