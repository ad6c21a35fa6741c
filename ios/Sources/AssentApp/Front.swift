import UIKit

/// The window that the person looks at.
@MainActor
enum Front {
    static var window: UIWindow? { UIApplication.shared.connectedScenes.compactMap { ($0 as? UIWindowScene)?.keyWindow }.first }
}
