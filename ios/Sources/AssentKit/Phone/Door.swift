/// Who may see what is in the vault. The person comes in by what they show; what goes on while nobody looks opens the vault without
/// asking, and sees no screen. The vault is locked when neither needs it.
@MainActor
public final class Door {
    /// Whether the person is in.
    public private(set) var isOpen = false
    private let bridge: Bridge
    private let onLocked: @MainActor () -> Void
    private let onPutOut: @MainActor () -> Void
    private let turn = Turn()
    private var workers = 0

    /// `onPutOut`: the person was away for too long, and sees the lock.
    init(_ bridge: Bridge, onLocked: @escaping @MainActor () -> Void, onPutOut: @escaping @MainActor () -> Void) {
        self.bridge = bridge
        (self.onLocked, self.onPutOut) = (onLocked, onPutOut)
    }

    /// Lets the person in, by `unlock`. A vault that is open for the background is locked first: else anything would open it.
    func enter(_ unlock: @escaping @Sendable () async -> Got<Done>) async -> Got<Done> {
        await turn.take { [self] in
            await lock()
            let got = await unlock()
            isOpen = got.problem == nil
            return got
        }
    }

    /// The person is out, or was put out.
    func leave() async {
        await turn.take { [self] in
            isOpen = false
            await lockIfUnused()
        }
    }

    /// Puts the person out who was away for too long. To be called by a timer.
    func lookForIdle() async { await turn.take { [self] in await putOutIfIdle() } }

    /// The app left the screen. Gives whether the person may come back without showing anything.
    func hide() async -> Bool {
        await turn.take { [self] in
            // Who works in the background needs the vault: the person is out all the same.
            guard workers == 0 else { return false }
            return await bridge.wentToBackground().value == true
        }
    }

    /// Does `work` with an open vault, asking nobody. Refused while the phone itself is locked.
    func during<Value: Sendable>(_ work: @MainActor () async -> Got<Value>) async -> Got<Value> {
        let opened = await turn.take { [self] in await begin() }
        if case .failed(let problem) = opened { return .failed(problem) }
        let got = await work()
        await turn.take { [self] in
            workers -= 1
            await lockIfUnused()
        }
        return got
    }

    /// Who was away for too long does not come in by that.
    private func begin() async -> Got<Done> {
        await putOutIfIdle()
        let got = await bridge.unlockByHardware()
        guard got.problem == nil else { return got }
        workers += 1
        await leaveToWork()
        return got
    }

    private func putOutIfIdle() async {
        guard isOpen, await bridge.isStillOpen().value != true else { return }
        isOpen = false
        onLocked()
        onPutOut()
    }

    private func lockIfUnused() async {
        if workers == 0, !isOpen { await lock() } else { await leaveToWork() }
    }

    /// No idle time counts while nobody is in.
    private func leaveToWork() async {
        if !isOpen { _ = await bridge.leaveToWork() }
    }

    private func lock() async {
        _ = await bridge.lock()
        onLocked()
    }
}

/// One after the other, in the order in which they came. Who waits is not cancelled halfway.
@MainActor
final class Turn {
    private var last: Task<Void, Never>?

    func take<Value: Sendable>(_ work: @escaping @MainActor () async -> Value) async -> Value {
        let task = Task { [before = last] in
            await before?.value
            return await work()
        }
        last = Task { _ = await task.value }
        return await task.value
    }
}
