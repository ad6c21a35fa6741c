// A stand-in for what the app uses of Accessibility, with Apple's documented signatures. What begins with an underscore is ours alone.
import Foundation

public struct AccessibilityNotification {
    public struct Announcement: Sendable {
        let announcement: String

        public init(_ announcement: String) { self.announcement = announcement }

        public func post() { _Said.add(announcement) }
    }

    /// What was said to who listens.
    public static var _said: [String] { _Said.all() }
}

private enum _Said {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var texts: [String] = []

    static func add(_ text: String) { lock.withLock { texts.append(text) } }
    static func all() -> [String] { lock.withLock { texts } }
}
