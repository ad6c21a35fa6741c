import AssentCore

/// A new link on its way into the place of a dead one.
struct NewPlace: Sendable {
    let link: NewLink
    fileprivate let core: AssentCore.Repairing

    fileprivate init(_ core: AssentCore.Repairing) throws { (link, self.core) = (try core.link(), core) }
}

/// Links that are dead, found out and made anew in their place.
extension Bridge {
    /// With `push`, the server knows from then on where this phone is reached.
    func health(of account: String, push: PushAddress?) async -> Got<LinkHealth> {
        await calls.waited { try await self.app.repair(account: account, push: push.map { .apns(token: $0.token, topic: $0.topic) }) }
    }

    /// By the text of a QR; go on with `confirm`.
    func repair(_ account: String, ticket: String) async -> Got<NewPlace> {
        await calls.waited { try NewPlace(await self.app.repairWith(account: account, ticket: ticket, phone: self.phone)) }
    }

    /// By what the browser brought; go on with `confirm`.
    func repair(_ account: String, _ page: SignIn, callback: String) async -> Got<NewPlace> {
        guard let core = page.core else { return .failed(Problem(.other, "error-callback")) }
        return await calls.waited {
            try NewPlace(await self.app.repairBySignIn(account: account, page: core, callback: callback, phone: self.phone))
        }
    }

    /// Whether the server still lists the old link.
    func confirm(_ place: NewPlace) async -> Got<Bool> {
        await calls.cancellable { try await self.app.confirmRepaired(repairing: place.core, cancel: $0).isOldListed }
    }
}
