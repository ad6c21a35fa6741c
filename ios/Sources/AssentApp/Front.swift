import UIKit

/// What the person looks at.
@MainActor
enum Front {
    static var window: UIWindow? { UIApplication.shared.connectedScenes.compactMap { ($0 as? UIWindowScene)?.keyWindow }.first }

    /// What something else can be shown over: whoever shows something already can't, and who is on the way in or out drops it.
    static var controller: UIViewController? {
        var top = window?.rootViewController
        while let over = top?.presentedViewController { top = over }
        guard let top, !top.isBeingPresented, !top.isBeingDismissed else { return nil }
        return top
    }
}
