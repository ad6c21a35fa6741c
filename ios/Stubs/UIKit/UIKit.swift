// A stand-in for what the app uses of UIKit, with Apple's documented signatures.
@_exported import Foundation
@_exported import QuartzCore
import UniformTypeIdentifiers

@MainActor open class UIResponder: NSObject {}
@MainActor open class UIView: UIResponder {
    open class var layerClass: AnyClass { CALayer.self }
    public private(set) lazy var layer: CALayer = ((type(of: self).layerClass as? CALayer.Type) ?? CALayer.self).init()
    open func layoutSubviews() {}
    /// Apple's waits until the next drawing.
    open func setNeedsLayout() { layoutSubviews() }
    public private(set) var gestureRecognizers: [UIGestureRecognizer]?
    open func addGestureRecognizer(_ gestureRecognizer: UIGestureRecognizer) { gestureRecognizers = (gestureRecognizers ?? []) + [gestureRecognizer] }
}
@MainActor open class UIWindow: UIView {
    public nonisolated class var didBecomeVisibleNotification: NSNotification.Name { NSNotification.Name("UIWindowDidBecomeVisibleNotification") }
    public var rootViewController: UIViewController?
    public override init() {}

    /// A finger, or a key, wherever in it; whether a recognizer takes it.
    public func _touch() -> Bool { (gestureRecognizers ?? []).contains { $0.delegate?.gestureRecognizer($0, shouldReceive: UITouch()) ?? true } }
    public func _press() -> Bool { (gestureRecognizers ?? []).contains { $0.delegate?.gestureRecognizer($0, shouldReceive: UIPress()) ?? true } }
}

@MainActor open class UITouch: NSObject {}
@MainActor open class UIPress: NSObject {}

/// Of Apple's all are optional.
@MainActor public protocol UIGestureRecognizerDelegate: NSObjectProtocol {
    func gestureRecognizer(_ gestureRecognizer: UIGestureRecognizer, shouldReceive touch: UITouch) -> Bool
    func gestureRecognizer(_ gestureRecognizer: UIGestureRecognizer, shouldReceive press: UIPress) -> Bool
}

@MainActor open class UIGestureRecognizer: NSObject {
    public weak var delegate: (any UIGestureRecognizerDelegate)?
}
@MainActor open class UITapGestureRecognizer: UIGestureRecognizer {
    public override init() {}
}

@MainActor open class UITextField: UIView {
    public nonisolated class var textDidChangeNotification: NSNotification.Name { NSNotification.Name("UITextFieldTextDidChangeNotification") }
}
@MainActor open class UITextView: UIView {
    public nonisolated class var textDidChangeNotification: NSNotification.Name { NSNotification.Name("UITextViewTextDidChangeNotification") }
}

public struct UIAccessibility {
    public static var elementFocusedNotification: NSNotification.Name { NSNotification.Name("UIAccessibilityElementFocusedNotification") }
}

@MainActor open class UIViewController: UIResponder {
    public private(set) var presentedViewController: UIViewController?
    public private(set) weak var presentingViewController: UIViewController?
    public var isBeingPresented: Bool { _isOnItsWay }
    public var isBeingDismissed: Bool { false }
    public override init() {}

    /// It is still sliding in: what is to be shown over it is dropped, and nobody is told.
    public var _isOnItsWay = false
    /// Something is in the way that nobody here knows of.
    public var _drops = false
    public private(set) var _dropped = 0
    open func present(_ viewControllerToPresent: UIViewController, animated flag: Bool, completion: (() -> Void)? = nil) {
        if _isOnItsWay || _drops || presentedViewController != nil { return _dropped += 1 }
        presentedViewController = viewControllerToPresent
        viewControllerToPresent.presentingViewController = self
        completion?()
    }
    public private(set) var _isGone = false
    open func dismiss(animated flag: Bool, completion: (() -> Void)? = nil) {
        _isGone = true
        presentingViewController?.presentedViewController = nil
        presentingViewController = nil
    }
    /// The person swipes it away.
    public func _swipe() {
        dismiss(animated: true)
        presentationController.map { $0.delegate?.presentationControllerDidDismiss($0) }
    }
    public private(set) lazy var presentationController: UIPresentationController? = UIPresentationController()
    /// No swipe ends it.
    public var isModalInPresentation = false
    public var popoverPresentationController: UIPopoverPresentationController? { nil }
    public var view: UIView! { UIView() }
}

/// Of Apple's all are optional.
@MainActor public protocol UIAdaptivePresentationControllerDelegate: NSObjectProtocol {
    func presentationControllerDidDismiss(_ presentationController: UIPresentationController)
}

@MainActor open class UIPresentationController: NSObject {
    public weak var delegate: (any UIAdaptivePresentationControllerDelegate)?
}

@MainActor open class UIPopoverPresentationController: UIPresentationController {
    public var sourceView: UIView?
}

@MainActor open class UIActivityViewController: UIViewController {
    public let _items: [Any]
    public typealias CompletionWithItemsHandler = (UIActivity.ActivityType?, Bool, [Any]?, (any Error)?) -> Void
    public var completionWithItemsHandler: CompletionWithItemsHandler?
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) { _items = activityItems }
}

@MainActor public protocol UIDocumentPickerDelegate: AnyObject {
    func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL])
    func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController)
}

@MainActor open class UIDocumentPickerViewController: UIViewController {
    public weak var delegate: (any UIDocumentPickerDelegate)?
    public let _exported: [URL]
    public init(forOpeningContentTypes contentTypes: [UTType], asCopy: Bool = false) { _exported = [] }
    public init(forExporting urls: [URL], asCopy: Bool = false) { _exported = urls }
}

@MainActor open class UIActivity: NSObject {
    public struct ActivityType: Hashable, Sendable {}
}

@MainActor open class UIScene: UIResponder {}
@MainActor open class UIWindowScene: UIScene {
    public var keyWindow: UIWindow?
    public override init() {}
}

public struct UIBackgroundTaskIdentifier: Hashable, Sendable {
    let number: Int
}

public enum UIBackgroundFetchResult: UInt, Sendable { case newData, noData, failed }

/// Of Apple's all are optional.
@MainActor public protocol UIApplicationDelegate: AnyObject {
    func application(_ application: UIApplication, didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?) -> Bool
    func application(_ application: UIApplication, didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data)
    func application(_ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error)
    func application(
        _ application: UIApplication, didReceiveRemoteNotification userInfo: [AnyHashable: Any],
        fetchCompletionHandler completionHandler: @escaping (UIBackgroundFetchResult) -> Void)
    func applicationProtectedDataWillBecomeUnavailable(_ application: UIApplication)
}

@MainActor open class UIApplication: UIResponder {
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
    public struct LaunchOptionsKey: Hashable, Sendable {}

    public static let shared = UIApplication()
    public var connectedScenes: Set<UIScene> { _scenes }
    public var _scenes: Set<UIScene> = []
    public private(set) var _registrations = 0
    /// What the app was given time for, and has not ended.
    public private(set) var _graces: Set<UIBackgroundTaskIdentifier> = []
    public private(set) var _gracesGiven = 0
    open func beginBackgroundTask(
        withName taskName: String?, expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    ) -> UIBackgroundTaskIdentifier {
        _gracesGiven += 1
        let grace = UIBackgroundTaskIdentifier(number: _gracesGiven)
        _graces.insert(grace)
        return grace
    }
    public var _whenGraceEnds: () -> Void = {}
    open func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) {
        if _graces.remove(identifier) != nil { _whenGraceEnds() }
    }
    open func registerForRemoteNotifications() { _registrations += 1 }
    open var isIdleTimerDisabled = false
    public static let openSettingsURLString = "app-settings:"
    public private(set) var _opened: [URL] = []
    open func open(
        _ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:], completionHandler completion: (@MainActor @Sendable (Bool) -> Void)? = nil
    ) { _opened.append(url) }
}

@MainActor open class UIPasteboard: NSObject {
    public struct OptionsKey: Hashable, Sendable {
        let name: String
        public static let expirationDate = Self(name: "expirationDate"), localOnly = Self(name: "localOnly")
    }

    public static let general = UIPasteboard()
    public var string: String?
    public private(set) var _items: [[String: Any]] = []
    public private(set) var _options: [OptionsKey: Any] = [:]
    open func setItems(_ items: [[String: Any]], options: [OptionsKey: Any] = [:]) { (_items, _options) = (items, options) }
}

@MainActor open class UIDevice: NSObject {
    public static let current = UIDevice()
    public var name: String { "iPhone" }
    public var model: String { "iPhone" }
    public var systemName: String { "iOS" }
    public var systemVersion: String { "17.0" }
}
