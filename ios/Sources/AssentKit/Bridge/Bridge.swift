import AssentCore
import Foundation

/// The core, as the screens call it: nothing throws, nothing holds up the main thread. One call a screen or an action.
public final class Bridge: Sendable {
    /// Where a sign-in page calls back: servers take `assent:` addresses alone.
    public static let redirect = "assent:signed-in"

    let app: AssentApp
    let calls = Calls()

    /// What servers show of this phone.
    let phone: Phone

    /// `now`: seconds since 1970. Fails where the folder can't be used.
    public static func open(folder: URL, keys: any PhoneKeys, phone: Phone, now: @escaping @Sendable () -> Int64) async -> Got<Bridge> {
        await Calls().got { try Bridge(AssentApp(folder: folder.path, keys: CoreKeys(keys), clock: CoreClock(now), log: nil), phone) }
    }

    private init(_ app: AssentApp, _ phone: Phone) {
        self.app = app
        self.phone = phone
    }

    // The list.

    public func accounts() async -> Got<[Account]> { await calls.got { [app] in try app.accounts() } }

    /// Those that fit all words.
    public func search(_ query: String) async -> Got<[Account]> { await calls.got { [app] in try app.search(query: query) } }

    /// The next code of an account that counts.
    public func useCode(_ account: String) async -> Got<Code> { await calls.got { [app] in try app.useCode(account: account) } }

    /// What is damaged and was set aside; the rest is as readable as before.
    public func damaged() async -> Got<[DamagedRecord]> { await calls.got { [app] in try app.damaged() } }

    /// Gives it up; false when it is not damaged any more.
    public func forgetDamaged(_ record: DamagedRecord) async -> Got<Bool> { await calls.got { [app] in try app.forgetDamaged(record: record) } }

    // One account.

    /// Removes an account with its keys; its server is told.
    public func remove(_ account: String, forgetLocally: Bool) async -> Got<Done> {
        await calls.waited { try await self.app.remove(account: account, forgetLocally: forgetLocally) }.done
    }

    public func rename(_ account: String, _ label: String?) async -> Got<Done> {
        await calls.got { [app] in try app.rename(account: account, label: label) }.done
    }

    public func paint(_ account: String, _ colour: Colour?) async -> Got<Done> {
        await calls.got { [app] in try app.paint(account: account, colour: colour) }.done
    }

    /// To `place` in the list, from 0.
    public func move(_ account: String, to place: Int) async -> Got<Done> {
        await calls.got { [app] in try app.moveTo(account: account, place: UInt32(clamping: place)) }.done
    }

    /// No requests until `until`, in Unix seconds; nil: again.
    public func quiet(_ account: String, until: Int64?) async -> Got<Done> {
        await calls.waited { try await self.app.quiet(account: account, until: until) }.done
    }
}

extension Got where Value == Void {
    var done: Got<Done> { then { Done() } }
}
