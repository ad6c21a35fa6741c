@MainActor @preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Self.Body { get }
    func _nodes() -> [Node]
}

extension View {
    public func _nodes() -> [Node] { _Tree.current.enter(self) { body._nodes() } }
}

/// One that draws itself.
public protocol _Drawn: View where Body == Never {}

extension _Drawn {
    public var body: Never { fatalError("it draws itself") }
}

extension Never: View {
    public var body: Never { fatalError("nothing") }
}

@resultBuilder @MainActor
public enum ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<(repeat each Content)> {
        var nodes: [@MainActor () -> [Node]] = []
        func keep(_ view: some View) { nodes.append { view._nodes() } }
        repeat keep(each content)
        return TupleView(nodes)
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<A: View, B: View>(first: A) -> _ConditionalContent<A, B> { .init { first._nodes() } }
    public static func buildEither<A: View, B: View>(second: B) -> _ConditionalContent<A, B> { .init { second._nodes() } }
}

public struct EmptyView: _Drawn {
    public init() {}
    public func _nodes() -> [Node] { [] }
}

public struct AnyView: _Drawn {
    let draw: @MainActor () -> [Node]

    public init<V: View>(_ view: V) { draw = { view._nodes() } }

    public func _nodes() -> [Node] { draw() }
}

public struct TupleView<T>: _Drawn {
    let parts: [@MainActor () -> [Node]]

    init(_ parts: [@MainActor () -> [Node]]) { self.parts = parts }

    public func _nodes() -> [Node] { parts.flatMap { $0() } }
}

public struct _ConditionalContent<A, B>: _Drawn {
    let draw: @MainActor () -> [Node]

    init(_ draw: @escaping @MainActor () -> [Node]) { self.draw = draw }

    public func _nodes() -> [Node] { draw() }
}

extension Optional: View where Wrapped: View {
    public var body: Never { fatalError("it draws itself") }
    public func _nodes() -> [Node] { self?._nodes() ?? [] }
}

public struct Group<Content: View>: _Drawn {
    let content: Content

    public init(@ViewBuilder content: () -> Content) { self.content = content() }

    public func _nodes() -> [Node] { content._nodes() }
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: _Drawn {
    let data: Data
    let content: (Data.Element) -> Content

    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {
        (self.data, self.content) = (data, content)
    }

    public func _nodes() -> [Node] { data.flatMap { content($0)._nodes() } }
}

extension ForEach where Data.Element: Identifiable, ID == Data.Element.ID {
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) { self.init(data, id: \.id, content: content) }
}

/// A view, changed.
public struct _Changed<Content: View>: _Drawn {
    let content: Content
    let change: @MainActor ([Node]) -> [Node]

    public func _nodes() -> [Node] { change(content._nodes()) }
}

/// A view in another environment.
struct _Within<Content: View>: _Drawn {
    let content: Content
    let change: (inout EnvironmentValues) -> Void

    func _nodes() -> [Node] { _Tree.current.with(change) { content._nodes() } }
}

extension View {
    func _each(_ change: @escaping @MainActor (Node) -> Void) -> some View {
        _Changed(content: self) { kids in
            for kid in kids { change(kid) }
            return kids
        }
    }

    func _wrapped(_ change: @escaping @MainActor (Node) -> Void) -> some View {
        _Changed(content: self) { kids in
            let node = Node("wrap", kids)
            change(node)
            return [node]
        }
    }
}

@MainActor @preconcurrency
public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder func body(content: Content) -> Body
}

public struct _ViewModifier_Content<Modifier>: _Drawn {
    let draw: @MainActor () -> [Node]

    init(_ draw: @escaping @MainActor () -> [Node]) { self.draw = draw }

    public func _nodes() -> [Node] { draw() }
}

public struct ModifiedContent<Content: View, Modifier: ViewModifier>: View {
    let content: Content
    let modifier: Modifier

    public var body: Never { fatalError("it draws itself") }

    public func _nodes() -> [Node] {
        _Tree.current.enter(self) { modifier.body(content: .init { content._nodes() })._nodes() }
    }
}

extension View {
    public func modifier<T: ViewModifier>(_ modifier: T) -> ModifiedContent<Self, T> { ModifiedContent(content: self, modifier: modifier) }
}
