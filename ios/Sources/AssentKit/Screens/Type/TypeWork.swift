@MainActor
final class TypeWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<TypeRules> { Model(Next(TypeState()), work: TypeWork(parts)) }

    func begin(_ effect: TypeEffect, _ send: @escaping Send<TypeInput>) {
        switch effect {
        case .add(let typed, let how): Task { send(.added(typed, await add(typed, how))) }
        case .go(let place): parts.stack.go(place)
        case .close: parts.stack.close(.type)
        case .home: parts.stack.home()
        }
    }

    private func add(_ typed: Typed, _ how: OnDuplicate) async -> Got<String> {
        await parts.bridge.addTyped(website: typed.website, name: typed.account, key: typed.key, how)
    }
}
