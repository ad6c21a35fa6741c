// A stand-in for what the app uses of SwiftUI, with Apple's documented signatures: it type-checks the views, presses their buttons in
// tests, and draws sketches of them as HTML. What begins with an underscore, and Node, TestWindow and Sketch, are ours alone.
@_exported import Foundation
@_exported import Observation

/// What a view draws: an element with its looks.
@MainActor
public final class Node {
    public let kind: String
    public internal(set) var text: String
    public internal(set) var kids: [Node]
    public internal(set) var style: [String: String] = [:]
    public internal(set) var marks: [String: String] = [:]

    /// Wants all the width, all the height.
    var isWide = false
    var isTall = false
    public internal(set) var action: (@MainActor () -> Void)?
    public internal(set) var input: (@MainActor (String) -> Void)?
    var submit: (() -> Void)?

    /// What a tap does that VoiceOver knows nothing of.
    var tap: (() -> Void)?
    var links: [@MainActor (URL) -> Void] = []
    public internal(set) var isOff = false
    var kept: (@MainActor (any Hashable) -> [Node])?

    init(_ kind: String, text: String = "", _ kids: [Node] = []) {
        (self.kind, self.text, self.kids) = (kind, text, kids)
        isWide = kids.contains { $0.isWide }
        isTall = kids.contains { $0.isTall }
    }

    /// With the direction in which lines run here.
    var directed: Node {
        marks["dir"] = _Tree.current.values.layoutDirection == .rightToLeft ? "rtl" : "ltr"
        return self
    }

    /// This and all below it, from the back to the front.
    public var all: [Node] { [self] + kids.flatMap(\.all) }

    /// What is read out, and shown: texts, or the label in their place.
    public var words: [String] { all.compactMap { $0.kind == "text" && !$0.text.isEmpty ? $0.text : nil } }
    public var label: String? { marks["aria-label"] }
}

/// Where the state of views lives between two drawings, by their place in the tree.
@MainActor
final class _Tree {
    static var current = _Tree()
    var values = EnvironmentValues()
    private var kept: [String: AnyObject] = [:]
    private var path: [String] = []
    private var counts: [String: Int] = [:]

    func draw(_ view: some View) -> [Node] {
        let before = _Tree.current
        _Tree.current = self
        counts = [:]
        defer { _Tree.current = before }
        return view._nodes()
    }

    /// Draws `body`, with what `view` keeps in place.
    func enter<V: View>(_ view: V, _ body: () -> [Node]) -> [Node] {
        let spot = (path + ["\(V.self)"]).joined(separator: "/")
        counts[spot, default: 0] += 1
        path.append("\(V.self)#\(counts[spot]!)")
        defer { path.removeLast() }
        for (label, value) in Mirror(reflecting: view).children {
            (value as? any _Kept)?.attach(self, (path + [label ?? ""]).joined(separator: "/"))
        }
        return body()
    }

    /// Where the view is that is drawn now.
    var spot: String { path.joined(separator: "/") }

    func with(_ change: (inout EnvironmentValues) -> Void, _ body: () -> [Node]) -> [Node] {
        let before = values
        change(&values)
        defer { values = before }
        return body()
    }

    func cell<Cell: AnyObject>(_ key: String, or new: Cell) -> Cell {
        if let old = kept[key] as? Cell { return old }
        kept[key] = new
        return new
    }
}

/// A property of a view that lives in the tree.
@MainActor
protocol _Kept {
    func attach(_ tree: _Tree, _ key: String)
}
