import AssentCore

/// On the old phone: a move that was begun.
struct Departing: Sendable {
    let leaving: Leaving
    fileprivate let core: AssentCore.Departure

    fileprivate init(_ core: AssentCore.Departure) throws { (leaving, self.core) = (try core.leaving(), core) }
}

/// All linked accounts from phone to phone.
extension Bridge {
    /// On the old phone; an older move is void then.
    func beginMove() async -> Got<Departing> { await calls.waited { try Departing(await self.app.moveOut()) } }

    /// On the old phone, with the code that the new one shows.
    func finish(_ move: Departing, code: String) async -> Got<MovedOut> {
        await calls.waited { try await self.app.finishMove(departure: move.core, code: code) }
    }

    /// On the old phone, for servers that did not answer.
    func retry(_ move: Departing) async -> Got<MovedOut> { await calls.waited { try await self.app.retryMove(departure: move.core) } }

    /// On the old phone: its picture is worth nothing any more.
    func stop(_ move: Departing) async -> Got<Done> { await calls.waited { try await self.app.stopMove(departure: move.core) }.done }

    /// On the new phone, with what it scanned.
    func arrive(_ text: String) async -> Got<Arrival> { await calls.waited { try await self.app.moveIn(text: text, phone: self.phone) } }

    /// On the new phone: accounts that wait for the old one, also those of an earlier run.
    func movingIn() async -> Got<[String]> { await calls.got { [app] in try app.movingIn() } }

    /// On the new phone: the code over these accounts.
    func moveCode(_ accounts: [String]) async -> Got<String> { await calls.got { [app] in try app.moveCode(accounts: accounts) } }

    /// On the new phone: waits for the old one; gives those that it did not sign for.
    func confirmMoved(_ accounts: [String]) async -> Got<[MoveFailure]> {
        await calls.cancellable { try await self.app.confirmMoved(accounts: accounts, cancel: $0) }
    }
}
