import Foundation

/// The phone around the app: each part is an adapter of AssentApp, and something simple in tests.

/// Whoever has the phone in hand, to be asked by the system's own prompt.
@MainActor
public protocol Person: AnyObject {
    /// Whether the prompt is on the screen.
    var isAsking: Bool { get }

    /// Whether they are in a window of others that the app itself opened, such as the choice of a file: they come back from it.
    var isLedOut: Bool { get }

    /// Whether the phone itself has a lock: without one its hardware has nobody to wait for.
    var hasLock: Bool { get }

    /// Asks for whatever opens the phone. True without asking where it has no lock.
    func opens() async -> Bool
}

/// Requests as notifications, while the app is not on the screen. What they say was verified by the core.
@MainActor
public protocol Alerts: AnyObject {
    /// Shows what waits now, and takes away what does not any more.
    func follow(_ update: Update)

    /// Something happened to an account. It stays until it is read, whatever is on the screen.
    func tell(_ account: Account, _ event: Event)

    /// The app is on the screen and says all of requests itself.
    func clear()

    /// What came of an answer that was given in the notification.
    func say(_ request: String, _ answer: Answer, _ got: Got<Answered>)
}

/// What other apps do for us.
@MainActor
public protocol Outside: AnyObject {
    /// Opens a page in the system's browser; false when it can't.
    func openPage(_ address: String) -> Bool

    /// Opens a server's sign-in page; what it calls back with comes by `Parts.opened`. `onClosed`: the person closed it, signed in or
    /// not. False when it can't.
    func signIn(_ address: String, onClosed: @escaping @MainActor () -> Void) -> Bool

    /// Puts a code on the clipboard of this phone alone, for half a minute.
    func copy(_ code: String)

    /// Hands a text, as a file of this name, to another app of the person's choice.
    func share(name: String, text: String)

    /// The text on the clipboard, empty if there is none. The system may ask the person.
    func pasted() -> String

    /// Opens what the phone's settings say of this app.
    func openSettings()
}

/// Documents that the person chooses, wherever they lie.
@MainActor
public protocol Documents: AnyObject {
    /// One that is there. Nil: none was chosen.
    func read() async -> Got<Data>?

    /// A new one of this name. Nil: no place was chosen.
    func write(_ name: String, _ file: Data) async -> Got<Done>?
}

/// What the person prefers, and what was done for it. Nothing of it is secret, so it lies beside the vault, and is known while that is locked.
@MainActor
public protocol Preferences: AnyObject {
    /// Codes show only when they are tapped.
    var hidesCodes: Bool { get set }

    /// By account: the address for pushes that its server was told.
    var toldPushes: [String: String] { get set }
}
