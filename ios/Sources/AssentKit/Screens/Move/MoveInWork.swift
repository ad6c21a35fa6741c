@MainActor
final class MoveInWork: Work {
    private let parts: Parts

    /// What was scanned.
    private let text: String?
    private let jobs = Jobs()

    init(_ parts: Parts, _ text: String?) { (self.parts, self.text) = (parts, text) }

    static func screen(_ parts: Parts, _ text: String?) -> Model<MoveInRules> { Model(MoveInRules.first, work: MoveInWork(parts, text)) }

    func begin(_ effect: MoveInEffect, _ send: @escaping Send<MoveInInput>) {
        switch effect {
        case .take: Task { await take(send) }
        case .confirm(let accounts): confirm(accounts, send)
        case .scan: parts.stack.go(.scan())
        case .close: parts.stack.close(.moveIn(text))
        case .home: parts.stack.restart(.accounts)
        }
    }

    /// What arrived waits on: the old phone may still sign.
    func end() { jobs.end() }

    /// What came is in the list, where it stays when this screen is left.
    private func take(_ send: Send<MoveInInput>) async {
        let came = await take()
        parts.stack.changed()
        send(came)
    }

    private func take() async -> MoveInInput {
        guard let text else { return .arrived(await accounts(of: parts.bridge.movingIn().value ?? []), []) }
        switch await parts.bridge.arrive(text) {
        case .failed(let problem): return .failed(problem)
        case .ok(let arrival): return .arrived(await accounts(of: arrival.arrived.map(\.account)), arrival.failed)
        }
    }

    private func accounts(of ids: [String]) async -> [Account] { (await parts.bridge.accounts().value ?? []).filter { ids.contains($0.id) } }

    /// A wait for other accounts is over, and has nothing to say.
    private func confirm(_ accounts: [String], _ send: @escaping Send<MoveInInput>) {
        jobs.end()
        jobs.begin { [parts, bridge = parts.bridge] in
            let code = await bridge.moveCode(accounts)
            if Task.isCancelled { return }
            send(.coded(code))
            guard code.problem == nil else { return }
            let confirmed = await bridge.confirmMoved(accounts)
            if confirmed.problem == nil { parts.linked() }
            if !Task.isCancelled { send(.confirmed(confirmed)) }
        }
    }
}
