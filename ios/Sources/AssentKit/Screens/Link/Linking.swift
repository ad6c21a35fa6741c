/// One of the ways to a link.
@MainActor
protocol Linking {
    func begin() async -> Got<NewLink>

    /// Waits until the person has proved on the other side that this phone is theirs; whether the server still lists an older link.
    func confirm(_ link: NewLink) async -> Got<Bool>

    /// Takes back what was not confirmed.
    func forget(_ link: NewLink) async
}

/// An account that was not here before.
@MainActor
struct FirstLink: Linking {
    private let bridge: Bridge
    private let ask: @MainActor (Bridge) async -> Got<NewLink>

    init(_ bridge: Bridge, _ ask: @escaping @MainActor (Bridge) async -> Got<NewLink>) { (self.bridge, self.ask) = (bridge, ask) }

    func begin() async -> Got<NewLink> { await ask(bridge) }

    /// Who signed in on this phone has proved it.
    func confirm(_ link: NewLink) async -> Got<Bool> {
        guard link.linkCode != nil else { return .ok(false) }
        return await bridge.confirmLinked(link.account).then { _ in false }
    }

    func forget(_ link: NewLink) async { _ = await bridge.remove(link.account, forgetLocally: true) }
}

/// A new link in the place of a dead one. Until it is confirmed, all is as it was.
@MainActor
final class Renewal: Linking {
    private let bridge: Bridge
    private let ask: @MainActor (Bridge) async -> Got<NewPlace>
    private var place: NewPlace?

    init(_ bridge: Bridge, _ ask: @escaping @MainActor (Bridge) async -> Got<NewPlace>) { (self.bridge, self.ask) = (bridge, ask) }

    func begin() async -> Got<NewLink> {
        let got = await ask(bridge)
        place = got.value
        return got.then(\.link)
    }

    func confirm(_ link: NewLink) async -> Got<Bool> {
        guard let place else { return .failed(Problem(.other, "error-internal")) }
        return await bridge.confirm(place)
    }

    func forget(_ link: NewLink) async {}
}
