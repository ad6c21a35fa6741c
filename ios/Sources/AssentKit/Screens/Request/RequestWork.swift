@MainActor
final class RequestWork: Work {
    private let parts: Parts
    private let id: String
    private let watching: Watching

    init(_ parts: Parts, _ id: String) {
        (self.parts, self.id) = (parts, id)
        watching = Watching(parts)
    }

    static func screen(_ parts: Parts, _ id: String) -> Model<RequestRules> {
        Model(RequestRules.first(parts.inbox.find(id), now: parts.now()), work: RequestWork(parts, id))
    }

    func start(_ send: @escaping Send<RequestInput>) {
        watching.start { send(.tick($0)) } news: { [id] update in
            let ended = update.ended.first { $0.request.id == id }
            send(.seen(update.requests.first { $0.id == id }, ended?.outcome, isCrowded: update.isCrowded))
        }
    }

    func begin(_ effect: RequestEffect, _ send: @escaping Send<RequestInput>) {
        switch effect {
        // Not ended with the screen: an answer that is on its way goes on to its end.
        case .send(let answer, let number): Task { send(.answered(answer, await parts.bridge.answer(id, answer, number: number))) }
        case .openSecurityPage(let account): Task { if await !parts.openSecurityPage(of: account) { send(.noBrowser) } }
        case .close: parts.stack.close(.request(id))
        }
    }

    func end() { watching.end() }
}
