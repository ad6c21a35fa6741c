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

    var toldPushes: [String: String] {
        get { defaults.dictionary(forKey: "told_pushes") as? [String: String] ?? [:] }
        set { defaults.set(newValue, forKey: "told_pushes") }
    }
}
