@MainActor
final class AccountsWork: Work {
    private let parts: Parts
    private let watching: Watching

    init(_ parts: Parts) {
        self.parts = parts
        watching = Watching(parts)
    }

    static func screen(_ parts: Parts) -> Model<AccountsRules> {
        Model(AccountsRules.first(hidesCodes: parts.preferences.hidesCodes, now: parts.now()), work: AccountsWork(parts))
    }

    func start(_ send: @escaping Send<AccountsInput>) {
        watching.start { send(.tick($0)) } news: { update in
            send(.unreachable(Set(update.unreachable.map(\.account))))
            send(.requests(update.requests))
            if !update.notices.isEmpty { send(.changed) }
        }
    }

    func begin(_ effect: AccountsEffect, _ send: @escaping Send<AccountsInput>) {
        switch effect {
        case .read(let query): Task { send(.read(await read(query), query: query, at: parts.now())) }
        case .countDamaged: Task { send(.damaged(await parts.bridge.damaged())) }
        // What has the whole window takes nothing away that lies beside the list.
        case .go(let place): if place.isOverAll { parts.stack.go(place) } else { parts.stack.go(place, from: .accounts) }
        case .linked: parts.linked()
        }
    }

    func cameBack(_ send: @escaping Send<AccountsInput>) { send(.cameBack(hidesCodes: parts.preferences.hidesCodes)) }

    func end() { watching.end() }

    private func read(_ query: String) async -> Got<[Account]> {
        let isBlank = query.allSatisfy(\.isWhitespace)
        return await parts.read { [bridge = parts.bridge] in isBlank ? await bridge.accounts() : await bridge.search(query) }
    }
}
