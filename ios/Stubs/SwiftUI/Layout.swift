public enum HorizontalAlignment: Hashable, Sendable {
    case leading, center, trailing

    var css: String { self == .leading ? "flex-start" : self == .center ? "center" : "flex-end" }
}

public enum VerticalAlignment: Hashable, Sendable {
    case top, center, bottom, firstTextBaseline

    var css: String { self == .top ? "flex-start" : self == .center ? "center" : self == .bottom ? "flex-end" : "baseline" }
}

public struct Alignment: Hashable, Sendable {
    public var horizontal: HorizontalAlignment
    public var vertical: VerticalAlignment

    public init(horizontal: HorizontalAlignment, vertical: VerticalAlignment) { (self.horizontal, self.vertical) = (horizontal, vertical) }

    public static let center = Self(horizontal: .center, vertical: .center)
    public static let leading = Self(horizontal: .leading, vertical: .center), trailing = Self(horizontal: .trailing, vertical: .center)
    public static let top = Self(horizontal: .center, vertical: .top), bottom = Self(horizontal: .center, vertical: .bottom)
    public static let topTrailing = Self(horizontal: .trailing, vertical: .top)
    public static let topLeading = Self(horizontal: .leading, vertical: .top), bottomTrailing = Self(horizontal: .trailing, vertical: .bottom)
}

@MainActor
private func stack(_ kind: String, _ align: String, _ spacing: CGFloat?, _ kids: [Node]) -> [Node] {
    let node = Node(kind, kids).directed
    node.style = ["align-items": align, "gap": "\(spacing ?? 8)px"]
    let spreads = kids.contains { $0.kind == "spacer" }
    if spreads, kind == "row" { node.isWide = true }
    if spreads, kind == "column" { node.isTall = true }
    return [node]
}

public struct VStack<Content: View>: _Drawn {
    let alignment: HorizontalAlignment
    let spacing: CGFloat?
    let content: Content

    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
        (self.alignment, self.spacing, self.content) = (alignment, spacing, content())
    }

    public func _nodes() -> [Node] { stack("column", alignment.css, spacing, content._nodes()) }
}

public struct LazyVStack<Content: View>: _Drawn {
    let alignment: HorizontalAlignment
    let spacing: CGFloat?
    let content: Content

    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
        (self.alignment, self.spacing, self.content) = (alignment, spacing, content())
    }

    public func _nodes() -> [Node] {
        let nodes = stack("column", alignment.css, spacing, content._nodes())
        nodes.forEach { $0.isWide = true }
        return nodes
    }
}

public struct HStack<Content: View>: _Drawn {
    let alignment: VerticalAlignment
    let spacing: CGFloat?
    let content: Content

    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
        (self.alignment, self.spacing, self.content) = (alignment, spacing, content())
    }

    public func _nodes() -> [Node] { stack("row", alignment.css, spacing, content._nodes()) }
}

public struct ZStack<Content: View>: _Drawn {
    let alignment: Alignment
    let content: Content

    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { (self.alignment, self.content) = (alignment, content()) }

    public func _nodes() -> [Node] {
        let node = Node("layers", content._nodes())
        node.style = ["align-items": alignment.vertical.css, "justify-items": alignment.horizontal.css]
        return [node]
    }
}

/// Nothing is measured here: it draws the first.
public struct ViewThatFits<Content: View>: _Drawn {
    let content: Content

    public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) { self.content = content() }

    public func _nodes() -> [Node] { Array(content._nodes().prefix(1)) }
}

public enum Axis: Int8, CaseIterable, Sendable {
    case horizontal, vertical

    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1), vertical = Set(rawValue: 2)
    }
}

public struct Spacer: _Drawn {
    public init(minLength: CGFloat? = nil) {}
    public func _nodes() -> [Node] { [Node("spacer")] }
}

public struct Divider: _Drawn {
    public init() {}
    public func _nodes() -> [Node] {
        let node = Node("divider")
        node.isWide = true
        return [node]
    }
}

public struct ScrollView<Content: View>: _Drawn {
    let content: Content

    public init(@ViewBuilder content: () -> Content) { self.content = content() }

    public func _nodes() -> [Node] {
        let node = Node("scroll", content._nodes())
        (node.isWide, node.isTall) = (true, true)
        return [node]
    }
}

public enum Edge: Int8, CaseIterable, Sendable {
    case top, leading, bottom, trailing

    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1), leading = Set(rawValue: 2), bottom = Set(rawValue: 4), trailing = Set(rawValue: 8)
        public static let vertical: Set = [.top, .bottom], horizontal: Set = [.leading, .trailing], all: Set = [.vertical, .horizontal]
    }
}

public enum ContentMode: Hashable, CaseIterable, Sendable { case fit, fill }

extension View {
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View {
        _wrapped { node in
            for (edge, side) in [(Edge.Set.top, "top"), (.leading, "inline-start"), (.bottom, "bottom"), (.trailing, "inline-end")] where edges.contains(edge) {
                node.style["padding-\(side)"] = "\(length ?? 16)px"
            }
        }
    }

    public func padding(_ length: CGFloat) -> some View { padding(.all, length) }

    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        _wrapped { node in
            if let width { node.style["width"] = "\(width)px" }
            if let height { node.style["height"] = "\(height)px" }
            if width != nil || height != nil { node.style["flex"] = "none" }
            if width != nil { node.isWide = false }
            if height != nil { node.isTall = false }
            node.place(alignment)
        }
    }

    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, idealHeight: CGFloat? = nil,
        maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View {
        _wrapped { node in
            if let minWidth { node.style["min-width"] = "\(minWidth)px" }
            if let minHeight { node.style["min-height"] = "\(minHeight)px" }
            if let maxWidth { node.isWide = true; if maxWidth != .infinity { node.style.merge(["max-width": "\(maxWidth)px", "margin-inline": "auto", "width": "100%"]) { $1 } } }
            if let maxHeight { node.isTall = true; if maxHeight != .infinity { node.style["max-height"] = "\(maxHeight)px" } }
            node.place(alignment)
        }
    }

    public func aspectRatio(_ aspectRatio: CGFloat? = nil, contentMode: ContentMode) -> some View {
        _wrapped { node in
            node.style = ["aspect-ratio": "\(aspectRatio ?? 1)"]
            (node.isWide, node.isTall) = (true, false)
        }
    }

    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { self }
    public func ignoresSafeArea() -> some View { self }
}

extension Node {
    fileprivate func place(_ alignment: Alignment) {
        style["align-items"] = alignment.horizontal.css
        style["justify-content"] = alignment.vertical.css
    }
}
