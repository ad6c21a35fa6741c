import Observation

/// The screens that are open, one over the other. It belongs to the process: no view's coming and going loses anything.
@MainActor @Observable
public final class Stack {
    /// A place and its screen.
    public struct Open: Identifiable {
        public let place: Place
        public let screen: Screen
        public var id: Place { place }
    }

    public private(set) var open: [Open] = []

    /// What was closed last: it may be drawn until it has slid away.
    @ObservationIgnored private var leaving: Open?
    @ObservationIgnored private let make: @MainActor (Place) -> Screen

    public init(make: @escaping @MainActor (Place) -> Screen) { self.make = make }

    public var places: [Place] { open.map(\.place) }
    public var top: Open? { open.last }

    /// What has the whole window now, over the others.
    public var over: Open? { open.last.flatMap { $0.place.isOverAll ? $0 : nil } }

    /// What lies in the window when nothing is over it: the first of them, and what was opened from there.
    public var base: Open? { open.first.flatMap { $0.place.isOverAll ? nil : $0 } }

    /// What was opened from the base, as a navigation of the system has it; it takes the last ones away by itself.
    public var path: [Place] {
        get { places.dropFirst().filter { !$0.isOverAll } }
        set { for gone in path where !newValue.contains(gone) { close(gone) } }
    }

    public func screen(of place: Place) -> Screen? {
        let shown = open.first { $0.place == place } ?? (leaving?.place == place ? leaving : nil)
        return shown?.screen
    }

    /// Opens a place over the others; the one that is open already comes up instead of a second one.
    public func go(_ place: Place) {
        guard top?.place != place else { return }
        if let index = index(of: place) { open.remove(at: index).leave() }
        open.append(Open(place: place, screen: make(place)))
    }

    /// Opens `place` from `base`, in place of what was opened from there before: the list may lie beside it.
    public func go(_ place: Place, from base: Place) {
        if places.contains(base) {
            while let last = top, last.place != base { open.removeLast().leave() }
        }
        go(place)
    }

    /// Closes all and begins with `place`; nil: with nothing. The lock, and who hides the app, ends what is open; nobody left it.
    public func restart(_ place: Place?) {
        let isLeft = place != nil && place != .lock
        open.forEach { if isLeft { $0.leave() } else { $0.screen.living.end() } }
        (open, leaving) = ([], nil)
        if let place { go(place) }
    }

    /// Closes one place, wherever it lies. What it lay over is told.
    public func close(_ place: Place) {
        guard let index = index(of: place) else { return }
        leaving = open.remove(at: index)
        leaving?.leave()
        if index == open.count { top?.screen.living.cameBack() }
    }

    /// Something was changed that the base shows: it may lie beside.
    func changed() { base?.screen.living.cameBack() }

    /// Back to the first of them.
    public func home() {
        for place in places.dropFirst().reversed() { close(place) }
    }

    private func index(of place: Place) -> Int? { open.firstIndex { $0.place == place } }
}

extension Stack.Open {
    @MainActor fileprivate func leave() {
        screen.living.left()
        screen.living.end()
    }
}
