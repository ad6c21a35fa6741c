import Foundation

/// Answers that are given in a notification, without the app's screens.
@MainActor
public final class Answers {
    private let bridge: Bridge
    private let inbox: Inbox
    private let door: Door
    private let alerts: any Alerts

    init(_ bridge: Bridge, _ inbox: Inbox, _ door: Door, _ alerts: any Alerts) {
        (self.bridge, self.inbox, self.door, self.alerts) = (bridge, inbox, door, alerts)
    }

    /// A vault that was locked meanwhile knows the request no more: then the servers are asked again.
    public func give(_ request: String, _ answer: Answer) async {
        let got = await door.during { [bridge, inbox] in
            if inbox.find(request) == nil { _ = await inbox.look() }
            return await bridge.answer(request, answer, number: nil)
        }
        alerts.say(request, answer, got)
    }

    /// A push came: what waits is shown. On a locked phone that something came is all that is known.
    @discardableResult
    public func wake() async -> Got<Update> {
        _ = await bridge.woken(Data())
        return await look()
    }

    /// Nothing came, but time has passed: what waits is shown.
    public func look() async -> Got<Update> { await door.during { [inbox] in await inbox.look() } }
}
