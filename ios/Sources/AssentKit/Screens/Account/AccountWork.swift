@MainActor
final class AccountWork: Work {
    private let parts: Parts
    private let id: String
    private let watching: Watching

    init(_ parts: Parts, _ id: String) {
        (self.parts, self.id) = (parts, id)
        watching = Watching(parts)
    }

    static func screen(_ parts: Parts, _ id: String) -> Model<AccountRules> {
        Model(AccountRules.first(now: parts.now()), work: AccountWork(parts, id))
    }

    func start(_ send: @escaping Send<AccountInput>) {
        watching.start { send(.tick($0)) } news: { [self] update in
            if !update.notices.isEmpty { read(send) }
        }
    }

    func begin(_ effect: AccountEffect, _ send: @escaping Send<AccountInput>) {
        let (bridge, id) = (parts.bridge, id)
        switch effect {
        case .read: read(send)
        case .copy(let code): parts.outside.copy(code)
        case .nextCode: Task { send(.counted(await bridge.useCode(id))) }
        case .name(let label): change(send) { await bridge.rename(id, label) }
        case .paint(let colour): change(send) { await bridge.paint(id, colour) }
        case .move(let place): change(send) { await bridge.move(id, to: place) }
        case .quiet(let until): change(send) { await bridge.quiet(id, until: until) }
        case .openPage(let address): _ = parts.outside.openPage(address)
        case .remove(let forgetLocally): Task { send(.removed(await listed { await bridge.remove(id, forgetLocally: forgetLocally) })) }
        case .repair: parts.stack.go(.repair(id))
        case .close: parts.stack.close(.account(id))
        }
    }

    func cameBack(_ send: @escaping Send<AccountInput>) { read(send) }

    func end() { watching.end() }

    private func change(_ send: @escaping Send<AccountInput>, _ call: @escaping @Sendable () async -> Got<Done>) {
        Task { send(.done(await listed(call))) }
    }

    /// The list is told of what was done, even if this screen is gone meanwhile.
    private func listed(_ call: @escaping @Sendable () async -> Got<Done>) async -> Got<Done> {
        let got = await call()
        if got.problem == nil { parts.stack.changed() }
        return got
    }

    private func read(_ send: @escaping Send<AccountInput>) {
        Task { send(.read(await parts.read(parts.bridge.accounts), id: id, at: parts.now())) }
    }
}
