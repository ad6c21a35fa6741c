import AssentKit

/// Ada's phone in her hand, and a server that has an account of hers.
@MainActor
public final class Walk {
    public let scene: TestScene
    public let hand: Hand

    /// Links by touching the screens, with the list before her at the end.
    public init(_ phone: FakePhone? = nil) async throws {
        scene = try await TestScene()
        hand = try await Hand(phone)
        try await link(to: scene)
    }

    /// Another phone of hers, that is not linked yet.
    public init(_ scene: TestScene, _ hand: Hand) { (self.scene, self.hand) = (scene, hand) }

    public func link(to scene: TestScene) async throws {
        try await hand.sees("Accounts")
        try await hand.press("Add an account")
        try await hand.press("Type it in")
        let ticket = try await scene.act("ticket")
        try await hand.type(ticket["text"], into: "Key")
        try await hand.press("Add")
        try await typeLinkCode(of: ticket, to: scene)
        try await hand.sees("From now on this phone answers for \(scene.account).")
        try await hand.press("Done")
        try await hand.sees(scene.account)
    }

    /// Types what the phone shows on the computer.
    public func typeLinkCode(of ticket: Said, to scene: TestScene) async throws {
        try await hand.sees("Type this on the computer")
        let said = try await scene.act("confirm", ["id": ticket["id"], "code": try await hand.linkCode()])
        let isLinked = try said["is_linked"]
        precondition(isLinked == "true")
    }

    /// Somebody signs in with Ada's password.
    public func asked(withNumber: Bool = false, secs: Int = 0) async throws -> Said {
        let asked = try await scene.ask(withNumber: withNumber, secs: secs)
        try await hand.sees("Are you signing in to Wiki?")
        return asked
    }
}
