import AssentCore

/// The lock of the vault.
extension Bridge {
    public func status() async -> Got<Status> { await calls.got { [app] in try app.status() } }

    /// Makes the vault; open afterwards.
    public func create(pin: Secret? = nil) async -> Got<Done> { await calls.waited { try await self.app.create(pin: pin?.data) }.done }

    public func unlockByHardware() async -> Got<Done> { await unlock(.hardware) }

    public func unlock(pin: Secret) async -> Got<Done> { await unlock(.pin(pin: pin.data)) }

    public func unlock(recoveryKey: Secret) async -> Got<Done> { await unlock(.recoveryKey(key: recoveryKey.data)) }

    public func lock() async -> Got<Done> { await calls.got { [app] in try app.lock() }.done }

    public func setPin(_ pin: Secret) async -> Got<Done> { await calls.waited { try await self.app.setPin(pin: pin.data) }.done }

    public func removePin() async -> Got<Bool> { await calls.got { [app] in try app.removePin() } }

    /// A new recovery key, to be shown once; an older one opens nothing any more.
    public func makeRecoveryKey() async -> Got<Secret> { await calls.got { [app] in Secret(try app.makeRecoveryKey()) } }

    /// After so many seconds without a touch it locks by itself; nil: never.
    public func idleSecs() async -> Got<Int64?> { await calls.got { [app] in try app.lockSettings().idleSecs.map(Int64.init) } }

    public func lockAfter(_ secs: Int64?) async -> Got<Done> {
        await calls.got { [app] in
            let background = try app.lockSettings().inBackground
            try app.changeLockSettings(settings: LockSettings(idleSecs: secs.map(UInt32.init), inBackground: background))
        }.done
    }

    /// Locks, when the person was away for too long. Whether it is still open.
    public func isStillOpen() async -> Got<Bool> { await calls.got { [app] in try app.lockIfIdle() } }

    /// The person is out; what works in the background goes on with the open vault.
    public func leaveToWork() async -> Got<Done> { await calls.got { [app] in try app.leaveToWork() }.done }

    /// Whether it is still open.
    public func touch() async -> Got<Bool> { await calls.got { [app] in try app.touch() } }

    public func wentToBackground() async -> Got<Bool> { await calls.got { [app] in try app.wentToBackground() } }

    public func cameBack() async -> Got<Bool> { await calls.got { [app] in try app.cameBack() } }

    private func unlock(_ way: AssentCore.Way) async -> Got<Done> { await calls.waited { try await self.app.unlock(way: way) }.done }
}
