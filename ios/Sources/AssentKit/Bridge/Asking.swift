import AssentCore
import Foundation

/// What servers ask, and what was answered.
extension Bridge {
    /// Waits up to `secs` until something changed.
    public func watch(_ secs: UInt32) async -> Got<Update> {
        await calls.cancellable { try await self.app.watch(waitSecs: secs, cancel: $0) }
    }

    public func look() async -> Got<Update> { await calls.waited { try await self.app.look() } }

    public func answer(_ request: String, _ answer: Answer, number: String?) async -> Got<Answered> {
        await calls.waited { try await self.app.answer(request: request, answer: answer, number: number) }
    }

    public func history() async -> Got<[HistoryEntry]> { await calls.got { [app] in try app.history() } }

    /// The receipt of an answer, as a file.
    public func receipt(_ request: String) async -> Got<Data> { await calls.got { [app] in try app.receipt(request: request) } }

    /// A push came: whatever is in it, a watch asks now; locked, the status says that something came.
    public func woken(_ push: Data) async -> Got<Done> { await calls.got { [app] in try app.woken(push: push) }.done }

    public func networkChanged() async -> Got<Done> { await calls.got { [app] in try app.networkChanged() }.done }
}
