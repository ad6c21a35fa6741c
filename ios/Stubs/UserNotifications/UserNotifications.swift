// A stand-in for what the app uses of UserNotifications, with Apple's documented signatures.
@_exported import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = Self(rawValue: 1), sound = Self(rawValue: 2), alert = Self(rawValue: 4)
}

public enum UNAuthorizationStatus: Int, Sendable { case notDetermined, denied, authorized, provisional, ephemeral }

open class UNNotificationSettings: NSObject {
    public let authorizationStatus: UNAuthorizationStatus
    init(_ status: UNAuthorizationStatus) { authorizationStatus = status }
}

public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = Self(rawValue: 1), sound = Self(rawValue: 2), list = Self(rawValue: 8), banner = Self(rawValue: 16)
}

public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let authenticationRequired = Self(rawValue: 1), destructive = Self(rawValue: 2), foreground = Self(rawValue: 4)
}

public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let customDismissAction = Self(rawValue: 1), hiddenPreviewsShowTitle = Self(rawValue: 4)
}

open class UNNotificationAction: NSObject {
    public let identifier: String, title: String, options: UNNotificationActionOptions
    public init(identifier: String, title: String, options: UNNotificationActionOptions = []) {
        (self.identifier, self.title, self.options) = (identifier, title, options)
    }
}

open class UNNotificationCategory: NSObject {
    public let identifier: String, actions: [UNNotificationAction], hiddenPreviewsBodyPlaceholder: String, options: UNNotificationCategoryOptions
    public init(
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String], hiddenPreviewsBodyPlaceholder: String,
        options: UNNotificationCategoryOptions = []
    ) {
        (self.identifier, self.actions, self.options) = (identifier, actions, options)
        self.hiddenPreviewsBodyPlaceholder = hiddenPreviewsBodyPlaceholder
    }
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

/// What came by Apple's push service.
open class UNPushNotificationTrigger: UNNotificationTrigger {
    public override init() {}
}

open class UNNotificationRequest: NSObject {
    public let identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        (self.identifier, self.content, self.trigger) = (identifier, content, trigger)
    }
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
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void)
}

/// Runs in a process of its own, before a push is shown.
open class UNNotificationServiceExtension: NSObject {
    public override init() {}
    open func didReceive(_ request: UNNotificationRequest, withContentHandler contentHandler: @escaping (UNNotificationContent) -> Void) {}
    open func serviceExtensionTimeWillExpire() {}
}

/// Apple's is safe to use from any thread.
open class UNUserNotificationCenter: NSObject, @unchecked Sendable {
    private static let one = UNUserNotificationCenter()
    private let lock = NSLock()
    private var shown: [String: UNNotificationRequest] = [:]
    private var kinds: Set<UNNotificationCategory> = []
    private var asked: UNAuthorizationOptions?
    private var status = UNAuthorizationStatus.notDetermined
    public weak var delegate: (any UNUserNotificationCenterDelegate)?

    public class func current() -> UNUserNotificationCenter { one }
    public var _shown: [String: UNNotificationRequest] { lock.withLock { shown } }
    public var _categories: Set<UNNotificationCategory> { lock.withLock { kinds } }

    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) { lock.withLock { kinds = categories } }
    /// What the person was asked for, and said.
    public var _asked: UNAuthorizationOptions? { lock.withLock { asked } }
    public var _status: UNAuthorizationStatus {
        get { lock.withLock { status } }
        set { lock.withLock { status = newValue } }
    }
    public var _grants = true

    public func requestAuthorization(options: UNAuthorizationOptions = [], completionHandler: @escaping @Sendable (Bool, (any Error)?) -> Void) {
        lock.withLock { if status == .notDetermined { (asked, status) = (options, _grants ? .authorized : .denied) } }
        completionHandler(_status == .authorized, nil)
    }
    public func getNotificationSettings(completionHandler: @escaping @Sendable (UNNotificationSettings) -> Void) {
        completionHandler(UNNotificationSettings(_status))
    }
    public func getDeliveredNotifications(completionHandler: @escaping @Sendable ([UNNotification]) -> Void) {
        completionHandler(_shown.values.map { UNNotification(_request: $0) })
    }
    public func add(_ request: UNNotificationRequest, withCompletionHandler completionHandler: (@Sendable ((any Error)?) -> Void)? = nil) {
        lock.withLock { shown[request.identifier] = request }
    }
    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) { lock.withLock { identifiers.forEach { shown[$0] = nil } } }
    public func removeAllDeliveredNotifications() { lock.withLock { shown = [:] } }
}
