import BackgroundTasks
import Foundation

/// Looks at the servers now and then while the app is away: what a push lost is seen late rather than never. The system decides when.
@MainActor
final class Rounds {
    /// As in Info.plist.
    nonisolated static let name = "org.assent.app.look"

    /// Not sooner, in seconds.
    private static let rest: TimeInterval = 15 * 60

    /// Asks all servers once, and gives whether it could.
    private let look: @MainActor () async -> Bool

    init(_ look: @escaping @MainActor () async -> Bool) { self.look = look }

    /// Before the app has begun, as the system wants it.
    func register() {
        _ = BGTaskScheduler.shared.register(forTaskWithIdentifier: Self.name, using: .main) { [weak self] task in
            let round = Round(task)
            MainActor.assumeIsolated { self?.begin(round) }
        }
    }

    /// The next one. Where the person forbade it, there is none.
    func plan() {
        let request = BGAppRefreshTaskRequest(identifier: Self.name)
        request.earliestBeginDate = Date(timeIntervalSinceNow: Self.rest)
        try? BGTaskScheduler.shared.submit(request)
    }

    private func begin(_ round: Round) {
        plan()
        round.mayRunOut()
        Task { round.end(await look()) }
    }
}

/// One task of the system's, which ends once: by what came of it, or when its time ran out.
private final class Round: @unchecked Sendable {
    private let task: BGTask
    private let lock = NSLock()
    private var isOver = false

    init(_ task: BGTask) { self.task = task }

    /// Called from any thread.
    func mayRunOut() { task.expirationHandler = { @Sendable [weak self] in self?.end(false) } }

    func end(_ isGood: Bool) {
        let isFirst = lock.withLock {
            defer { isOver = true }
            return !isOver
        }
        if isFirst { task.setTaskCompleted(success: isGood) }
    }
}
