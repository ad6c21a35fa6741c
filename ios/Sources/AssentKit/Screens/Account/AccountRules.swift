public enum AccountRules: Rules {
    static func first(now: Int64) -> Next<AccountState, AccountEffect> { Next(AccountState(now: now), .read) }

    public static func next(_ state: AccountState, _ input: AccountInput) -> Next<AccountState, AccountEffect> {
        switch input {
        case .read(.ok(let accounts), let id, let at): read(state, accounts, accounts.firstIndex { $0.id == id }, at)
        case .tick(let now): tick(state, now)
        case .turn(let step): Next(state.at(step))
        case .copy: Next(state.copied(true), state.code.map { [.copy($0.code)] } ?? [])
        case .nextCode: Next(state.copied(false), .nextCode)
        case .counted(.ok(let code)): Next(counted(state, code))
        case .name(let label): begin(state, .name(trimmed(label)))
        case .paint(let colour): begin(state, .paint(colour))
        case .move(let place): begin(state, .move(place))
        case .quiet(let secs): begin(state, .quiet(until: secs.map { state.now + $0 }))
        case .quietTill(let until): begin(state, .quiet(until: until))
        case .openServer: Next(state, state.account?.securityPage.map { [.openPage($0)] } ?? [])
        case .remove(let forgetLocally): remove(state, forgetLocally)
        case .repair: Next(state, .repair)
        // Who moves an account often goes on.
        case .done(.ok): Next(state.at(state.step == .placing ? .placing : .looking), .read)
        case .removed(.ok): Next(state, .close)
        // A server that can't be told leaves the choice to forget it here alone.
        case .removed(.failed(let problem)): Next(state.beingRemoved(false).at(.forgetting, problem))
        case .read(.failed(let problem), _, _), .counted(.failed(let problem)), .done(.failed(let problem)):
            Next(state.at(state.step, problem))
        case .back: Next(state.at(.looking))
        }
    }

    /// An account that is gone closes its screen.
    private static func read(_ state: AccountState, _ accounts: [Account], _ place: Int?, _ at: Int64) -> Next<AccountState, AccountEffect> {
        let account = place.map { accounts[$0] }
        var next = state
        (next.place, next.count) = (place ?? 0, accounts.count)
        let isNew = account?.code?.code != state.account?.code?.code
        (next.account, next.readAt, next.now) = (account, at, max(at, state.now))
        next.isCopied = state.isCopied && !isNew
        return Next(next, account == nil ? [.close] : [])
    }

    private static func tick(_ state: AccountState, _ now: Int64) -> Next<AccountState, AccountEffect> {
        var later = state
        later.now = now
        return Next(later, later.left == 0 ? [.read] : [])
    }

    private static func counted(_ state: AccountState, _ code: Code) -> AccountState {
        var next = state.at(state.step)
        next.counted = code
        return next
    }

    private static func begin(_ state: AccountState, _ effect: AccountEffect) -> Next<AccountState, AccountEffect> {
        Next(state.at(state.step), effect)
    }

    /// Once, however often it is touched.
    private static func remove(_ state: AccountState, _ forgetLocally: Bool) -> Next<AccountState, AccountEffect> {
        if state.isBeingRemoved { return Next(state) }
        return begin(state.beingRemoved(true), .remove(forgetLocally: forgetLocally))
    }

    /// No name of one's own is none.
    private static func trimmed(_ label: String) -> String? {
        let words = label.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

extension AccountState {
    fileprivate func at(_ step: Step, _ problem: Problem? = nil) -> AccountState {
        var next = self
        (next.step, next.problem) = (step, problem)
        return next
    }

    fileprivate func beingRemoved(_ isBeingRemoved: Bool) -> AccountState {
        var next = self
        next.isBeingRemoved = isBeingRemoved
        return next
    }

    fileprivate func copied(_ isCopied: Bool) -> AccountState {
        var next = self
        next.isCopied = isCopied
        return next
    }
}
