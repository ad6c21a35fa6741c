import UIKit

/// Waits for what the person chooses in a window of the system's, one at a time.
@MainActor
final class Choice<Chosen: Sendable> {
    private let outings: Outings
    private var outing: Outing?
    private var waiting: CheckedContinuation<Chosen?, Never>?

    /// Something was chosen; what it is takes a while.
    private var isMade = false

    init(_ outings: Outings) { self.outings = outings }

    /// Until `end`, or until the window is gone without a choice; nil, too, where nobody can be asked.
    func ask(_ picker: UIViewController) async -> Chosen? {
        // One whose window never came ends here.
        guard !outings.isOut, waiting == nil else { return nil }
        return await withCheckedContinuation { chosen in
            (waiting, isMade) = (chosen, false)
            outing = outings.show(picker) { [weak self] in self?.left() }
            if outing == nil { end(nil) }
        }
    }

    /// The person has chosen and is back. What was chosen comes by `end`.
    func made() {
        isMade = true
        outing?.end()
    }

    func end(_ chosen: Chosen?) {
        let asked = waiting
        waiting = nil
        outing?.end()
        asked?.resume(returning: chosen)
    }

    private func left() {
        outing = nil
        if !isMade { end(nil) }
    }
}
