@MainActor
final class SettingsWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<SettingsRules> {
        Model(SettingsRules.first(hidesCodes: parts.preferences.hidesCodes), work: SettingsWork(parts))
    }

    func begin(_ effect: SettingsEffect, _ send: @escaping Send<SettingsInput>) {
        let bridge = parts.bridge
        switch effect {
        case .read: Task { send(.read(await bridge.status(), idleSecs: await bridge.idleSecs().value ?? nil)) }
        case .hideCodes(let hides): parts.preferences.hidesCodes = hides
        case .setPin(let pin): Task { send(.done(await bridge.setPin(pin))) }
        case .removePin: Task { send(.done(await bridge.removePin().then { _ in Done() })) }
        case .lockAfter(let secs): Task { send(.done(await bridge.lockAfter(secs))) }
        case .makeRecoveryKey: Task { send(.madeRecoveryKey(await bridge.makeRecoveryKey())) }
        case .lockNow: Task { await parts.locked() }
        case .go(let place): parts.stack.go(place)
        }
    }
}
