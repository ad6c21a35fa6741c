import AssentKit
import SwiftUI

private struct WordsKey: EnvironmentKey {
    static let defaultValue = Words.ofPerson()
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

    /// Back from a page that the system has no way back from: the one beside the list.
    var goBack: (@MainActor @Sendable () -> Void)? {
        get { self[GoBackKey.self] }
        set { self[GoBackKey.self] = newValue }
    }
}
