/// What lies before the phone, or in its pictures.
@MainActor
public protocol Camera: AnyObject {
    /// Whether the phone has one.
    var isThere: Bool { get }

    /// Whether it can give light.
    var hasLight: Bool { get }

    /// Whether the person lets us look; nil: nobody was asked yet.
    var isAllowed: Bool? { get }

    /// Asks, by the system's own prompt. Whoever said no once is asked no more: the phone's settings alone change it.
    func allow() async -> Bool

    /// What QR codes say, one after the other and the same ones again and again, until the task that reads them is cancelled.
    /// It ends by itself when the camera can't go on.
    func look() -> AsyncStream<String>

    func light(_ isOn: Bool)
}

/// Pictures that the person has.
@MainActor
public protocol Pictures: AnyObject {
    /// What the QR codes say in a picture of the person's choice; none: it has none. Nil: nothing was chosen.
    func read() async -> Got<[String]>?
}
