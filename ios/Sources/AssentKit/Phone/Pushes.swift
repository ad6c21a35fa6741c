/// Tells servers where this phone is reached: each of them once, and again when the phone has another address. What fails is tried
/// again when the app is opened next.
@MainActor
public final class Pushes {
    private let bridge: Bridge
    private let reach: any Reach
    private let preferences: any Preferences
    private let turn = Turn()

    init(_ bridge: Bridge, _ reach: any Reach, _ preferences: any Preferences) {
        (self.bridge, self.reach, self.preferences) = (bridge, reach, preferences)
    }

    /// The accounts whose servers may send requests here; nil: the vault is locked.
    func linked() async -> [String]? {
        await bridge.accounts().value?.filter { $0.isPush && !$0.isPending && !$0.isUnlinked }.map(\.id)
    }

    /// Tells each server that was not told. Nothing, while the vault is locked. `asking`: somebody has the phone in hand, and is asked
    /// once whether it may show what comes.
    public func follow(asking: Bool = false) async {
        await turn.take { [self] in
            guard let accounts = await linked() else { return }
            preferences.toldPushes = preferences.toldPushes.filter { accounts.contains($0.key) }
            guard !accounts.isEmpty else { return }
            if asking, await reach.isAllowed() == nil { _ = await reach.allow() }
            guard let address = await reach.address().value else { return }
            for account in accounts where preferences.toldPushes[account] != address.line { _ = await tell(account, address) }
        }
    }

    /// How the account's link stands, which tells its server anew.
    func renew(_ account: String) async -> Got<LinkHealth> {
        await turn.take { [self] in await tell(account, await reach.address().value) }
    }

    /// Whether every server has the address that the phone has now.
    func areTold() async -> Bool {
        guard let address = await reach.address().value, let accounts = await linked() else { return false }
        return accounts.allSatisfy { preferences.toldPushes[$0] == address.line }
    }

    /// A dead link is made anew, and that one's server knows nothing.
    private func tell(_ account: String, _ address: PushAddress?) async -> Got<LinkHealth> {
        let got = await bridge.health(of: account, push: address)
        switch got {
        case .ok(.works): if let address { preferences.toldPushes[account] = address.line }
        case .ok: preferences.toldPushes[account] = nil
        case .failed: break
        }
        return got
    }
}

extension PushAddress {
    /// As it is kept.
    fileprivate var line: String { "\(topic) \(token)" }
}
