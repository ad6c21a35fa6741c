import UIKit

/// Waits for what the person chooses in a window of the system's, one at a time.
@MainActor
final class Choice<Chosen: Sendable> {
    private let outings: Outings
    private var waiting: CheckedContinuation<Chosen, Never>?

    init(_ outings: Outings) { self.outings = outings }

    /// Until `end`; nil, where nobody can be asked.
    func ask(_ picker: UIViewController) async -> Chosen? {
        guard waiting == nil, let front = Front.controller else { return nil }
        return await outings.during {
            await withCheckedContinuation { chosen in
                waiting = chosen
                front.present(picker, animated: true)
            }
        }
    }

    func end(_ chosen: Chosen) {
        waiting?.resume(returning: chosen)
        waiting = nil
    }
}
