/// Where tests show a view, look at it and touch it. It keeps what the views keep.
@MainActor
public final class TestWindow<V: View> {
    private let tree = _Tree()
    private let view: @MainActor () -> V

    public init(_ values: (inout EnvironmentValues) -> Void = { _ in }, _ view: @escaping @MainActor () -> V) {
        self.view = view
        values(&tree.values)
    }

    /// What is on the screen now.
    public var screen: Node { Node("screen", tree.draw(view())) }

    public var texts: [String] { screen.words }

    /// What can be touched that is called `name`: by its label, or by a text on it.
    public func find(_ name: String) -> Node? {
        screen.all.last { $0.action != nil && ($0.label == name || $0.words.contains(name) || $0.all.contains { $0.label == name }) }
    }

    /// Whether it is there to be touched.
    @discardableResult
    public func press(_ name: String) -> Bool {
        guard let node = find(name), !node.isOff else { return false }
        node.action?()
        return true
    }

    @discardableResult
    public func type(_ text: String, into name: String) -> Bool {
        guard let node = screen.all.last(where: { $0.input != nil && $0.label == name }), !node.isOff else { return false }
        node.input?(text)
        return true
    }

    /// The keyboard's own key for what is done.
    @discardableResult
    public func submit(_ name: String) -> Bool {
        guard let node = screen.all.last(where: { $0.input != nil && $0.label == name }), let submit = node.submit, !node.isOff else { return false }
        submit()
        return true
    }

    public func open(_ link: URL) { screen.all.flatMap(\.links).forEach { $0(link) } }

    /// A sketch of it.
    public func html(_ look: Sketch) -> String { look.page(screen) }
}
