@MainActor
final class RequestsWork: Work {
    private let parts: Parts
    private let watching: Watching

    init(_ parts: Parts) {
        self.parts = parts
        watching = Watching(parts)
    }

    static func screen(_ parts: Parts) -> Model<RequestsRules> {
        Model(Next(RequestsState(parts.inbox.last?.requests ?? [], now: parts.now())), work: RequestsWork(parts))
    }

    func start(_ send: @escaping Send<RequestsInput>) {
        watching.start { send(.tick($0)) } news: { send(.seen($0.requests)) }
    }

    func begin(_ effect: RequestsEffect, _ send: @escaping Send<RequestsInput>) {
        switch effect {
        case .send(let id, let answer): Task { send(.denied(id, await parts.bridge.answer(id, answer, number: nil))) }
        case .go(let place): parts.stack.go(place)
        case .closeRequest(let id): parts.stack.close(.request(id))
        case .close: parts.stack.close(.requests)
        }
    }

    func end() { watching.end() }
}
