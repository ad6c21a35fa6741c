/// What waits at all servers, kept up to date while somebody looks.
@MainActor
public final class Inbox {
    typealias Reader = @MainActor (Update) -> Void

    /// Somebody who reads, until they leave.
    final class Reading {}

    /// What waited at the last look, without its notices: who comes later reads what they changed. Nil: nothing is known.
    public private(set) var last: Update?
    private let bridge: Bridge
    private let tell: @MainActor ([Notice]) async -> Void
    private let pause: @Sendable (Duration) async -> Void
    private var readers: [(Reading, Reader)] = []
    private var watching: Task<Void, Never>?

    /// `tell`: what happened to accounts, before it is read.
    init(_ bridge: Bridge, tell: @escaping @MainActor ([Notice]) async -> Void, pause: @escaping @Sendable (Duration) async -> Void) {
        (self.bridge, self.tell) = (bridge, tell)
        self.pause = pause
    }

    /// The request of this id, while it waits.
    func find(_ id: String) -> Request? { last?.requests.first { $0.id == id } }

    @discardableResult
    func read(_ reader: @escaping Reader) -> Reading {
        let reading = Reading()
        readers.append((reading, reader))
        if let last { reader(last) }
        return reading
    }

    func leave(_ reading: Reading) { readers.removeAll { $0.0 === reading } }

    /// Holds a line to each server until `stop`.
    func start() {
        guard watching == nil else { return }
        watching = Task { await watch() }
    }

    func stop() {
        watching?.cancel()
        watching = nil
    }

    /// Asks all servers once: after a wake in the background.
    func look() async -> Got<Update> {
        let got = await bridge.look()
        if let update = got.value { await take(update) }
        return got
    }

    /// After locking nothing is known.
    func forget() {
        stop()
        last = nil
    }

    /// Until the vault is locked, which ends the watch with a problem; other troubles pass.
    private func watch() async {
        var wait: UInt32 = 0
        while !Task.isCancelled {
            let got = await bridge.watch(wait)
            // What was asked for before a lock is not shown after it.
            if Task.isCancelled { return }
            switch got {
            case .ok(let update): await take(update)
            case .failed(let problem) where problem.kind == .locked: return stop()
            case .failed: await pause(.seconds(5))
            }
            wait = 55
        }
    }

    private func take(_ update: Update) async {
        if !update.notices.isEmpty { await tell(update.notices) }
        last = update.withoutNotices
        for (_, reader) in readers { reader(update) }
    }
}

extension Update {
    fileprivate var withoutNotices: Update {
        Update(
            requests: requests, isCrowded: isCrowded, arrived: arrived, ended: ended, notices: [], unreachable: unreachable, reachedAgain: reachedAgain)
    }
}
