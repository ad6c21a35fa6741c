/// The list of accounts: its states and its rules.
public struct AccountsState: Equatable, Sendable {
    /// Nil while they are read for the first time.
    public var accounts: [Account]?

    /// When they were read, and now; in seconds.
    public var readAt: Int64 = 0
    public var now: Int64 = 0
    public var query = ""
    public var hidesCodes = false

    /// Those whose hidden code was tapped.
    public var revealed: Set<String> = []

    /// Those whose server can't be reached.
    public var unreachable: Set<String> = []

    /// Requests that nobody has answered, as the servers told last.
    public var requests: [Request] = []

    /// How many records are set aside.
    public var damaged = 0
    public var problem: Problem?

    public init(_ accounts: [Account]? = nil, readAt: Int64 = 0, now: Int64 = 0) {
        (self.accounts, self.readAt, self.now) = (accounts, readAt, now)
    }

    /// By how much the clock is off where it is worst, if so that codes would be refused.
    public var clockOff: Int64? { (accounts ?? []).compactMap(\.clockAheadSecs).max { abs($0) < abs($1) } }

    /// Whose servers can't be reached, by name.
    public var away: [String] {
        (accounts ?? []).filter { unreachable.contains($0.id) }.map(\.called)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Those that can be answered still. Each came up by itself once, and was left.
    public var waiting: [Request] { requests.filter { $0.expiresAt > now } }

    /// Where they are answered.
    public var toWaiting: Place? { waiting.count == 1 ? .request(waiting[0].id) : waiting.isEmpty ? nil : .requests }

    /// Seconds until the code of `account` changes.
    public func left(_ account: Account) -> Int64? {
        account.code?.secsLeft.map { max(0, Int64($0) - (now - readAt)) }
    }

    public func shows(_ account: Account) -> Bool { !hidesCodes || revealed.contains(account.id) }
}

public enum AccountsInput {
    case read(Got<[Account]>, query: String, at: Int64)
    case tick(Int64)
    case typed(String)
    case tapped(String)
    case unreachable(Set<String>)
    case requests([Request])
    case damaged(Got<[DamagedRecord]>)

    /// The servers said something about accounts.
    case changed

    /// What was opened from here is closed.
    case cameBack(hidesCodes: Bool)
    case opens(Place)
}

public enum AccountsEffect: Equatable {
    case read(String)
    case countDamaged
    case go(Place)

    /// An account that waited is linked now.
    case linked
}

public enum AccountsRules: Rules {
    static func first(hidesCodes: Bool, now: Int64) -> Next<AccountsState, AccountsEffect> {
        var state = AccountsState(now: now)
        state.hidesCodes = hidesCodes
        return Next(state, [.read(""), .countDamaged])
    }

    public static func next(_ state: AccountsState, _ input: AccountsInput) -> Next<AccountsState, AccountsEffect> {
        var next = state
        switch input {
        case .read(let got, let query, let at): return Next(read(state, got, query, at), state.isLinked(by: got) ? [.linked] : [])
        case .tick(let now):
            next.now = now
            // Nobody tells when one is linked whose screen is gone.
            let isOld = (state.accounts ?? []).contains { next.left($0) == 0 || $0.isPending }
            return Next(next, isOld ? [.read(state.query)] : [])
        case .typed(let query):
            if query == state.query { return Next(state) }
            next.query = query
            return Next(next, .read(query))
        case .tapped(let id): return tapped(state, id)
        case .unreachable(let accounts): next.unreachable = accounts
        case .requests(let requests): next.requests = requests
        case .damaged(let got): next.damaged = got.value?.count ?? 0
        case .changed: return Next(state, .read(state.query))
        case .cameBack(let hidesCodes):
            next.hidesCodes = hidesCodes
            return Next(next, [.read(state.query), .countDamaged])
        case .opens(let place): return Next(state, .go(place))
        }
        return Next(next)
    }

    /// An answer to an older question is not shown: the newer one's comes.
    private static func read(_ state: AccountsState, _ got: Got<[Account]>, _ query: String, _ at: Int64) -> AccountsState {
        var next = state
        switch got {
        case .ok(let accounts) where query == state.query:
            (next.accounts, next.readAt, next.now, next.problem) = (accounts, at, max(at, state.now), nil)
        case .ok: break
        case .failed(let problem): next.problem = problem
        }
        return next
    }

    /// A hidden code shows itself first.
    private static func tapped(_ state: AccountsState, _ id: String) -> Next<AccountsState, AccountsEffect> {
        guard let account = state.accounts?.first(where: { $0.id == id }) else { return Next(state) }
        guard account.code != nil, !state.shows(account) else { return Next(state, .go(.account(id))) }
        var next = state
        next.revealed.insert(id)
        return Next(next)
    }
}

extension AccountsState {
    /// Whether one that was seen to wait for its link is linked.
    fileprivate func isLinked(by got: Got<[Account]>) -> Bool {
        let waited = Set((accounts ?? []).filter(\.isPending).map(\.id))
        return (got.value ?? []).contains { waited.contains($0.id) && !$0.isPending && !$0.isUnlinked }
    }
}
