// A stand-in for what the app uses of UserNotifications, with Apple's documented signatures.
@_exported import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = Self(rawValue: 1), sound = Self(rawValue: 2), alert = Self(rawValue: 4)
}

public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let authenticationRequired = Self(rawValue: 1), destructive = Self(rawValue: 2), foreground = Self(rawValue: 4)
}

public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let customDismissAction = Self(rawValue: 1)
}

open class UNNotificationAction: NSObject {
    public let identifier: String, title: String, options: UNNotificationActionOptions
    public init(identifier: String, title: String, options: UNNotificationActionOptions = []) {
        (self.identifier, self.title, self.options) = (identifier, title, options)
    }
}

open class UNNotificationCategory: NSObject {
    public let identifier: String, actions: [UNNotificationAction], hiddenPreviewsBodyPlaceholder: String
    public init(
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String], hiddenPreviewsBodyPlaceholder: String,
        options: UNNotificationCategoryOptions = []
    ) { (self.identifier, self.actions, self.hiddenPreviewsBodyPlaceholder) = (identifier, actions, hiddenPreviewsBodyPlaceholder) }
}

public enum UNNotificationInterruptionLevel: UInt, Sendable { case passive, active, timeSensitive, critical }

open class UNNotificationSound: NSObject {
    public class var `default`: UNNotificationSound { UNNotificationSound() }
}

open class UNNotificationContent: NSObject {
    public fileprivate(set) var title = "", body = "", categoryIdentifier = ""
}

open class UNMutableNotificationContent: UNNotificationContent {
    public override init() {}
    public override var title: String { get { super.title } set { super.title = newValue } }
    public override var body: String { get { super.body } set { super.body = newValue } }
    public override var categoryIdentifier: String { get { super.categoryIdentifier } set { super.categoryIdentifier = newValue } }
    public var sound: UNNotificationSound?
    public var interruptionLevel = UNNotificationInterruptionLevel.active
}

open class UNNotificationTrigger: NSObject {}

open class UNNotificationRequest: NSObject {
    public let identifier: String, content: UNNotificationContent
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) { (self.identifier, self.content) = (identifier, content) }
}

open class UNNotification: NSObject {
    public let request: UNNotificationRequest
    public init(_request: UNNotificationRequest) { request = _request }
}

open class UNNotificationResponse: NSObject {
    public let notification: UNNotification, actionIdentifier: String
    public init(_ notification: UNNotification, _actionIdentifier: String) { (self.notification, actionIdentifier) = (notification, _actionIdentifier) }
}

public protocol UNUserNotificationCenterDelegate: AnyObject {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse, withCompletionHandler completionHandler: @escaping () -> Void)
}

/// Apple's is safe to use from any thread.
open class UNUserNotificationCenter: NSObject, @unchecked Sendable {
    private static let one = UNUserNotificationCenter()
    private let lock = NSLock()
    private var shown: [String: UNNotificationRequest] = [:]
    private var kinds: Set<UNNotificationCategory> = []
    public weak var delegate: (any UNUserNotificationCenterDelegate)?

    public class func current() -> UNUserNotificationCenter { one }
    public var _shown: [String: UNNotificationRequest] { lock.withLock { shown } }
    public var _categories: Set<UNNotificationCategory> { lock.withLock { kinds } }

    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) { lock.withLock { kinds = categories } }
    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { true }
    public func add(_ request: UNNotificationRequest, withCompletionHandler completionHandler: (@Sendable ((any Error)?) -> Void)? = nil) {
        lock.withLock { shown[request.identifier] = request }
    }
    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) { lock.withLock { identifiers.forEach { shown[$0] = nil } } }
    public func removeAllDeliveredNotifications() { lock.withLock { shown = [:] } }
}
