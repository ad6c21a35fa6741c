/// Tells a screen each second what time it is, and each news of the servers, until `end`.
@MainActor
final class Watching {
    private let parts: Parts
    private var ticking: Task<Void, Never>?
    private var reading: Inbox.Reading?

    init(_ parts: Parts) { self.parts = parts }

    func start(tick: @escaping @MainActor (Int64) -> Void, news: @escaping @MainActor (Update) -> Void) {
        ticking = Task { [now = parts.now, pause = parts.pause] in
            while !Task.isCancelled {
                await pause(.seconds(1))
                if !Task.isCancelled { tick(now()) }
            }
        }
        reading = parts.inbox.read(news)
    }

    func end() {
        ticking?.cancel()
        reading.map(parts.inbox.leave)
    }
}
