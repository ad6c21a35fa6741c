@MainActor
final class WelcomeWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<WelcomeRules> { Model(Next(WelcomeState()), work: WelcomeWork(parts)) }

    func begin(_ effect: WelcomeEffect, _ send: @escaping Send<WelcomeInput>) {
        switch effect {
        case .make(let pin): Task { send(.made(await make(pin))) }
        case .close: parts.unlocked()
        }
    }

    /// Where a PIN was refused the vault is there already, and open.
    private func make(_ pin: Secret?) async -> Got<Done> {
        let bridge = parts.bridge
        if await bridge.status().value?.exists != true {
            let made = await parts.door.enter { await bridge.create() }
            if made.problem != nil { return made }
        }
        guard let pin else { return .ok(Done()) }
        return await bridge.setPin(pin)
    }
}
