import AssentCore

/// A sign-in that was started here: what to open in the browser, and what proves it.
public struct SignIn: Hashable, Sendable {
    public let address: String
    let core: AssentCore.SignInPage?

    /// Nothing is proved by this one: for pictures.
    public init(address: String) { (self.address, core) = (address, nil) }

    init(_ core: AssentCore.SignInPage) throws { (address, self.core) = (try core.address(), core) }

    public static func == (left: SignIn, right: SignIn) -> Bool { left.core === right.core && left.address == right.address }

    public func hash(into hasher: inout Hasher) { hasher.combine(address) }
}

/// How accounts come in.
extension Bridge {
    /// Links with the text of a QR; go on with `confirmLinked`.
    public func link(_ ticket: String) async -> Got<NewLink> {
        await calls.cancellable { try await self.app.link(ticket: ticket, phone: self.phone, cancel: $0) }
    }

    /// Waits until the link code was typed on the computer.
    public func confirmLinked(_ account: String) async -> Got<Done> {
        await calls.cancellable { try await self.app.confirmLinked(account: account, cancel: $0) }.done
    }

    /// Starts a sign-in at a server's page, which calls back to `redirect`.
    public func startSignIn(_ server: String) async -> Got<SignIn> {
        await calls.got { [app, phone] in
            try SignIn(app.startSignIn(serverUrl: server, redirect: Bridge.redirect, phoneName: phone.name))
        }
    }

    /// Links with what the browser brought; there is no link code.
    public func finishSignIn(_ page: SignIn, callback: String) async -> Got<NewLink> {
        guard let core = page.core else { return .failed(Problem(.other, "error-callback")) }
        return await calls.cancellable { try await self.app.finishSignIn(page: core, callback: callback, phone: self.phone, cancel: $0) }
    }

    /// Adds another website's codes by what was typed: time-based ones, as nearly all are. Gives the account.
    public func addTyped(website: String, name: String, key: Secret, _ how: OnDuplicate) async -> Got<String> {
        await calls.got { [app] in
            let codes = TypedCodes(
                issuer: website, name: name, secret: key.data, kind: .timed, algorithm: nil, digits: nil, periodSecs: nil, counter: nil)
            return try app.addTyped(codes: codes, onDuplicate: how)
        }
    }
}
