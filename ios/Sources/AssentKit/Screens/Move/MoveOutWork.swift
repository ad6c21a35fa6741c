@MainActor
final class MoveOutWork: Work {
    private let parts: Parts
    private var departing: Departing?

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<MoveOutRules> { Model(Next(MoveOutState()), work: MoveOutWork(parts)) }

    func begin(_ effect: MoveOutEffect, _ send: @escaping Send<MoveOutInput>) {
        let bridge = parts.bridge
        switch effect {
        case .begin: Task { send(await begin()) }
        case .finish(let code): finish(send) { await bridge.finish($0, code: code) }
        case .retry: finish(send) { await bridge.retry($0) }
        case .stop: Task { send(await stop()) }
        case .export: parts.stack.go(.export)
        case .close: parts.stack.close(.moveOut)
        case .home: parts.stack.home()
        }
    }

    private func begin() async -> MoveOutInput {
        let accounts = await parts.bridge.accounts().value ?? []
        let got = await parts.bridge.beginMove()
        departing = got.value
        return .began(accounts, got.then(\.leaving), departing.flatMap { parts.qr.make($0.leaving.text) })
    }

    private func stop() async -> MoveOutInput {
        if let departing { _ = await parts.bridge.stop(departing) }
        return .stopped
    }

    private func finish(_ send: @escaping Send<MoveOutInput>, _ ask: @escaping @MainActor (Departing) async -> Got<MovedOut>) {
        guard let departing else { return }
        Task { send(.finished(await ask(departing))) }
    }
}
