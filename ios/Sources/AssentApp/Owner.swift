import AssentKit
import Foundation
import LocalAuthentication

/// Whoever has the phone in hand, asked by face, finger or passcode.
final class Owner: Person {
    private(set) var isAsking = false
    private let words: Words
    private let outings: Outings

    init(words: Words, outings: Outings) { (self.words, self.outings) = (words, outings) }

    var isLedOut: Bool { outings.isOut }

    var hasLock: Bool { LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) }

    func opens() async -> Bool {
        guard hasLock else { return true }
        isAsking = true
        defer { isAsking = false }
        return await Self.confirms(words(.confirmOpen))
    }

    /// Apart from the main thread, where the context is made and ends.
    private nonisolated static func confirms(_ reason: String) async -> Bool {
        let confirmed = try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)
        return confirmed ?? false
    }
}
