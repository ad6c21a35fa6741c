import UIKit

/// By what it is seen that somebody is at work, however they do it: touches and keys of any window, what VoiceOver or Switch Control goes
/// to, what is typed.
@MainActor
final class Activity: NSObject {
    /// Keyboards and assistive apps have ways of their own, by which no touch comes.
    private static var signs: [Notification.Name] {
        [UIAccessibility.elementFocusedNotification, UITextField.textDidChangeNotification, UITextView.textDidChangeNotification]
    }

    private let seen: @MainActor () -> Void
    private var watching: [any NSObjectProtocol] = []

    init(_ seen: @escaping @MainActor () -> Void) { self.seen = seen }

    /// Before there is a window.
    func watch() {
        let center = NotificationCenter.default
        watching = Self.signs.map { sign in
            center.addObserver(forName: sign, object: nil, queue: nil) { [weak self] _ in Task { @MainActor in self?.seen() } }
        }
        watching.append(
            center.addObserver(forName: UIWindow.didBecomeVisibleNotification, object: nil, queue: nil) { [weak self] note in
                guard let window = note.object as? UIWindow else { return }
                Task { @MainActor in self?.watch(window) }
            })
    }

    private func watch(_ window: UIWindow) {
        guard window.gestureRecognizers?.contains(where: { $0.delegate === self }) != true else { return }
        let looking = UITapGestureRecognizer()
        looking.delegate = self
        window.addGestureRecognizer(looking)
    }
}

/// It is asked about every touch and key, and wants none: nothing is changed for who makes them.
extension Activity: UIGestureRecognizerDelegate {
    func gestureRecognizer(_ gestureRecognizer: UIGestureRecognizer, shouldReceive touch: UITouch) -> Bool {
        seen()
        return false
    }

    func gestureRecognizer(_ gestureRecognizer: UIGestureRecognizer, shouldReceive press: UIPress) -> Bool {
        seen()
        return false
    }
}
