import AssentKit
import Foundation

/// What the person prefers, in the app's defaults.
final class Wishes: Preferences {
    private let defaults: UserDefaults

    init(_ defaults: UserDefaults = .standard) { self.defaults = defaults }

    var hidesCodes: Bool {
        get { defaults.bool(forKey: "hides_codes") }
        set { defaults.set(newValue, forKey: "hides_codes") }
    }
}
