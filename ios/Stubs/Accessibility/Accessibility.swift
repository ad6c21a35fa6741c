// A stand-in for what the app uses of Accessibility, with Apple's documented signatures. What begins with an underscore is ours alone.
import Foundation

public struct AccessibilityNotification {
    public struct Announcement: Sendable {
        let announcement: String

        public init(_ announcement: String) { self.announcement = announcement }

        public func post() { _Said.add(announcement) }
    }

    public struct ScreenChanged {
        public init(_ element: Any? = nil) {}

        public func post() { _Said.screens() }
    }

    /// What was said to who listens, and how often it was a new screen.
    public static var _said: [String] { _Said.all() }
    public static var _screens: Int { _Said.count() }
}

private enum _Said {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var texts: [String] = []
    nonisolated(unsafe) private static var changes = 0

    static func add(_ text: String) { lock.withLock { texts.append(text) } }
    static func screens() { lock.withLock { changes += 1 } }
    static func count() -> Int { lock.withLock { changes } }
    static func all() -> [String] { lock.withLock { texts } }
}
