import AssentKit
import SwiftUI

private struct WordsKey: EnvironmentKey {
    static let defaultValue = Words.ofPerson()
}

private struct FinderKey: EnvironmentKey {
    static let defaultValue: (@MainActor @Sendable () -> AnyView)? = nil
}

private struct BesideKey: EnvironmentKey {
    static let defaultValue: Place? = nil
}

private struct GoBackKey: EnvironmentKey {
    static let defaultValue: (@MainActor @Sendable () -> Void)? = nil
}

extension EnvironmentValues {
    /// The texts, in the person's language.
    public var words: Words {
        get { self[WordsKey.self] }
        set { self[WordsKey.self] = newValue }
    }

    /// What the camera sees, while it looks; nil: nothing shows it.
    public var finder: (@MainActor @Sendable () -> AnyView)? {
        get { self[FinderKey.self] }
        set { self[FinderKey.self] = newValue }
    }

    /// What stands beside the list, on a large screen.
    var beside: Place? {
        get { self[BesideKey.self] }
        set { self[BesideKey.self] = newValue }
    }

    /// Back from a page that the system has no way back from: the one beside the list.
    var goBack: (@MainActor @Sendable () -> Void)? {
        get { self[GoBackKey.self] }
        set { self[GoBackKey.self] = newValue }
    }
}
