public struct NavigationStack<Data, Root: View>: _Drawn {
    let path: [any Hashable]
    let back: @MainActor () -> Void
    let root: Root

    /// The last of the path as the root's destination has it, with a way back, unless the page takes it away.
    public func _nodes() -> [Node] {
        let nodes = root._nodes()
        guard let last = path.last, let shown = nodes.flatMap(\.all).compactMap(\.destination).first else { return page(nodes) }
        let kids = shown(last)
        if !kids.flatMap(\.all).contains(where: { $0.marks["no-back"] != nil }) { kids.first.map(addBack) }
        return page(kids)
    }

    private func page(_ kids: [Node]) -> [Node] {
        let node = Node("page", kids)
        (node.isWide, node.isTall) = (true, true)
        return [node]
    }

    private func addBack(_ kid: Node) {
        let button = Node("button", [Node("symbol")])
        button.kids[0].marks["data-symbol"] = "chevron.backward"
        button.marks["aria-label"] = "Back"
        button.action = back
        kid.bar.kids.insert(button, at: 0)
    }
}

extension NavigationStack where Data: MutableCollection & RandomAccessCollection & RangeReplaceableCollection, Data.Element: Hashable {
    public init(path: Binding<Data>, @ViewBuilder root: () -> Root) {
        self.path = path.wrappedValue.map { $0 as any Hashable }
        back = {
            var shorter = path.wrappedValue
            shorter.remove(at: shorter.index(shorter.endIndex, offsetBy: -1))
            path.wrappedValue = shorter
        }
        self.root = root()
    }
}

extension NavigationStack where Data == Never {
    public init(@ViewBuilder root: () -> Root) { (path, back, self.root) = ([], {}, root()) }
}

public struct NavigationSplitView<Sidebar: View, Content, Detail: View>: _Drawn {
    let sidebar: Sidebar
    let detail: Detail

    public func _nodes() -> [Node] {
        let node = Node("split", [Node("side", sidebar._nodes()), Node("detail", detail._nodes())])
        (node.isWide, node.isTall) = (true, true)
        return [node]
    }
}

extension NavigationSplitView where Content == EmptyView {
    public init(@ViewBuilder sidebar: () -> Sidebar, @ViewBuilder detail: () -> Detail) { (self.sidebar, self.detail) = (sidebar(), detail()) }
}

extension Node {
    /// Where a value leads, of a page that knows it.
    var destination: (@MainActor (any Hashable) -> [Node])? {
        get { kept }
        set { kept = newValue }
    }

    /// The bar above a page, with its title.
    var bar: Node {
        if let bar = kids.first(where: { $0.kind == "bar" }) { return bar }
        let bar = Node("bar")
        bar.isWide = true
        kids.insert(bar, at: 0)
        return bar
    }
}

public enum NavigationBarItem {
    public enum TitleDisplayMode: Sendable { case automatic, inline, large }
}

public enum ToolbarItemPlacement: Sendable { case automatic, primaryAction, cancellationAction, topBarLeading, topBarTrailing }

@MainActor @preconcurrency
public protocol ToolbarContent {
    func _items() -> [Node]
}

public struct ToolbarItem<ID, Content: View>: ToolbarContent {
    let placement: ToolbarItemPlacement
    let content: Content

    public func _items() -> [Node] {
        let node = Node("item", content._nodes())
        if placement == .topBarLeading || placement == .cancellationAction { node.marks["data-side"] = "leading" }
        return [node]
    }
}

extension ToolbarItem where ID == () {
    public init(placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content) { (self.placement, self.content) = (placement, content()) }
}

public struct _ToolbarItems: ToolbarContent {
    let all: [any ToolbarContent]

    public func _items() -> [Node] { all.flatMap { $0._items() } }
}

@resultBuilder @MainActor
public enum ToolbarContentBuilder {
    public static func buildExpression<Content: ToolbarContent>(_ content: Content) -> any ToolbarContent { content }
    public static func buildBlock(_ content: any ToolbarContent...) -> _ToolbarItems { _ToolbarItems(all: content) }
    public static func buildIf(_ content: _ToolbarItems?) -> _ToolbarItems { content ?? _ToolbarItems(all: []) }
}

extension View {
    /// The bar lies above what it is a bar of.
    private func _barred(_ change: @escaping @MainActor (Node) -> Void) -> some View {
        _Changed(content: self) { kids in
            if kids.count == 1, kids[0].kind == "barred" {
                change(kids[0])
                return kids
            }
            let node = Node("barred", kids)
            (node.isWide, node.isTall) = (true, true)
            change(node)
            return [node]
        }
    }

    public func navigationTitle(_ title: Text) -> some View {
        _barred { node in
            let heading = Node("text", text: title.string)
            heading.marks = ["role": "heading", "data-title": "large"]
            node.bar.kids.append(heading)
        }
    }

    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View {
        _barred { node in node.bar.kids.last { $0.marks["data-title"] != nil }?.marks["data-title"] = displayMode == .inline ? "inline" : "large" }
    }

    public func navigationBarBackButtonHidden(_ hidesBackButton: Bool = true) -> some View {
        _barred { node in if hidesBackButton { node.marks["no-back"] = "" } }
    }

    public func toolbar<Content: ToolbarContent>(@ToolbarContentBuilder content: () -> Content) -> some View {
        let items = content()
        return _barred { node in
            for item in items._items() { item.marks["data-side"] == "leading" ? node.bar.kids.insert(item, at: 0) : node.bar.kids.append(item) }
        }
    }

    public func navigationDestination<D: Hashable, C: View>(for data: D.Type, @ViewBuilder destination: @escaping (D) -> C) -> some View {
        _Changed(content: self) { kids in
            let node = Node("elsewhere")
            node.destination = { ($0 as? D).map { destination($0)._nodes() } ?? [] }
            return kids + [node]
        }
    }

    public func searchable(text: Binding<String>, prompt: Text? = nil) -> some View {
        _barred { node in
            let field = Node("field")
            field.marks = ["type": "search", "placeholder": prompt?.string ?? "", "aria-label": prompt?.string ?? "", "value": text.wrappedValue]
            field.input = { text.wrappedValue = $0 }
            field.isWide = true
            node.kids.insert(field, at: node.kids.first?.kind == "bar" ? 1 : 0)
        }
    }

    public func onOpenURL(perform action: @escaping (URL) -> Void) -> some View {
        _Changed(content: self) { kids in
            kids.first?.links.append { action($0) }
            return kids
        }
    }

    public func task(priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void) -> some View { self }

    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (_ oldValue: V, _ newValue: V) -> Void) -> some View {
        _Watched(content: self, value: value, tellsFirst: initial, action: action)
    }
}

/// Compares at each drawing.
private struct _Watched<Content: View, Value: Equatable>: _Drawn {
    final class Last {
        var value: Value?
    }

    let content: Content
    let value: Value
    let tellsFirst: Bool
    let action: (Value, Value) -> Void

    func _nodes() -> [Node] {
        _Tree.current.enter(self) {
            let last = _Tree.current.cell(_Tree.current.spot, or: Last())
            let (before, isFirst) = (last.value ?? value, last.value == nil)
            last.value = value
            if isFirst ? tellsFirst : before != value { action(before, value) }
            return content._nodes()
        }
    }
}

@MainActor @preconcurrency
public protocol Scene {
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
}

extension Never: Scene {}

@resultBuilder
public enum SceneBuilder {
    public static func buildBlock<Content: Scene>(_ content: Content) -> Content { content }
}

public struct WindowGroup<Content: View>: Scene {
    public init(@ViewBuilder content: () -> Content) {}
    public var body: Never { fatalError("it draws itself") }
}

@MainActor @preconcurrency
public protocol App {
    associatedtype Body: Scene
    @SceneBuilder @MainActor @preconcurrency var body: Self.Body { get }
    @MainActor @preconcurrency init()
}

extension App {
    @MainActor @preconcurrency public static func main() {}
}
