import Foundation
import UserNotifications

/// Runs before a push is shown, in a process of its own, and knows nothing of the app: whatever a server put into the push, what is seen
/// is that somebody asks.
final class AlertService: UNNotificationServiceExtension {
    override func didReceive(_ request: UNNotificationRequest, withContentHandler contentHandler: @escaping (UNNotificationContent) -> Void) {
        let content = UNMutableNotificationContent()
        content.title = Bundle.main.localizedString(forKey: "alert_public", value: "Sign-in request", table: nil)
        // The app's kind without buttons, which says the same where the phone hides previews.
        content.categoryIdentifier = "plain"
        content.sound = .default
        content.interruptionLevel = .timeSensitive
        contentHandler(content)
    }
}
