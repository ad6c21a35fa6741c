/// How this phone is reached while the app is closed.
@MainActor
public protocol Reach: AnyObject {
    /// Whether the phone shows what we have to say; nil: nobody was asked yet.
    func isAllowed() async -> Bool?

    /// Asks, by the system's own prompt. Whoever said no once is asked no more: the phone's settings alone change it.
    func allow() async -> Bool

    /// Where the phone's push service finds this app. It may be another one at each start. Answers within seconds, whatever
    /// the network does.
    func address() async -> Got<PushAddress>

    /// Shows a notification as a request would be, which asks nothing. False where the phone shows none.
    func sample() async -> Bool
}

/// An address at Apple's push service.
public struct PushAddress: Equatable, Sendable {
    /// The device token, in hexadecimal digits.
    public let token: String

    /// The app's own name there.
    public let topic: String

    public init(token: String, topic: String) { (self.token, self.topic) = (token, topic) }
}
