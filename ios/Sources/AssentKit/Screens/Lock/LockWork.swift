@MainActor
final class LockWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<LockRules> { Model(LockRules.first, work: LockWork(parts)) }

    func begin(_ effect: LockEffect, _ send: @escaping Send<LockInput>) {
        switch effect {
        case .see: Task { send(.seen(await status())) }
        case .open(let way, let typed): Task { send(.opened(await open(way, typed ?? Secret("")))) }
        case .close: parts.unlocked()
        }
    }

    /// A phone without a lock of its own asks nobody: there the PIN must count.
    private func status() async -> Got<Status> {
        let hasLock = parts.person.hasLock
        return await parts.bridge.status().then { status in
            guard !hasLock, status.pinTriesLeft != nil else { return status }
            return Status(
                exists: status.exists, isLocked: status.isLocked, byHardware: false, byRecoveryKey: status.byRecoveryKey,
                pinTriesLeft: status.pinTriesLeft, somethingArrived: status.somethingArrived)
        }
    }

    private func open(_ way: Way, _ typed: Secret) async -> Got<Done> {
        let bridge = parts.bridge
        switch way {
        case .pin: return await parts.door.enter { await bridge.unlock(pin: typed) }
        case .recoveryKey: return await parts.door.enter { await bridge.unlock(recoveryKey: typed) }
        case .hardware:
            guard await parts.person.opens() else { return .failed(Problem(.notConfirmed, "error-key-not-confirmed")) }
            return await parts.door.enter { await bridge.unlockByHardware() }
        }
    }
}
