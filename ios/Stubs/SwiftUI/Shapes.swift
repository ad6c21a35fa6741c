@MainActor @preconcurrency
public protocol Shape: View where Body == Never {
    nonisolated func path(in rect: CGRect) -> Path
    nonisolated var _path: String { get }
}

/// A shape of the system.
public protocol _SystemShape: Shape {}

extension _SystemShape {
    nonisolated public func path(in rect: CGRect) -> Path { Path() }
}

public struct Path: Equatable, Sendable {
    var rects: [CGRect] = []

    public init() {}
    public mutating func addRect(_ rect: CGRect) { rects.append(rect) }
}

extension Shape {
    /// Drawn large, so that whole points stay whole.
    nonisolated public var _path: String {
        let lines = path(in: CGRect(x: 0, y: 0, width: 1000, height: 1000)).rects.map { "M\($0.minX) \($0.minY)h\($0.width)v\($0.height)h-\($0.width)z" }
        return "<path transform='translate(-50 -50) scale(0.1)' shape-rendering='crispEdges' d='\(lines.joined())'/>"
    }
    public var body: Never { fatalError("it draws itself") }
    public func _nodes() -> [Node] { [_drawn(_path, "fill:currentColor")] }
}

@MainActor
private func _drawn(_ path: String, _ style: String) -> Node {
    let svg = "<svg viewBox='-50 -50 100 100' preserveAspectRatio='none' style='\(style)'>\(path)</svg>"
    let node = Node("shape", text: svg)
    (node.isWide, node.isTall) = (true, true)
    return node
}

public struct Circle: _SystemShape {
    nonisolated public init() {}
    nonisolated public var _path: String { "<circle r='50'/>" }
}

public struct Capsule: _SystemShape {
    nonisolated public init() {}
    nonisolated public var _path: String { "<rect x='-50' y='-50' width='100' height='100' rx='50'/>" }
}

public struct Rectangle: _SystemShape {
    nonisolated public init() {}
    nonisolated public var _path: String { "<rect x='-50' y='-50' width='100' height='100'/>" }
}

public struct RoundedRectangle: _SystemShape {
    let radius: CGFloat

    nonisolated public init(cornerRadius: CGFloat) { radius = cornerRadius }
    nonisolated public var _path: String { "<rect x='-50' y='-50' width='100' height='100'/>" }
}

public struct _Trimmed: _SystemShape {
    let from: CGFloat
    let to: CGFloat

    /// A circle, clockwise from three o'clock.
    nonisolated public var _path: String {
        guard to - from < 1 else { return Circle()._path }
        func point(_ part: CGFloat) -> String { "\(50 * cos(2 * .pi * Double(part))) \(50 * sin(2 * .pi * Double(part)))" }
        return "<path d='M\(point(from)) A50 50 0 \(to - from > 0.5 ? 1 : 0) 1 \(point(max(from, to)))'/>"
    }
}

public enum CGLineCap: String, Sendable { case butt, round, square }

public struct StrokeStyle: Equatable, Sendable {
    let width: CGFloat
    let cap: CGLineCap

    public init(lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt) { (width, cap) = (lineWidth, lineCap) }
}

extension Circle {
    public func trim(from startFraction: CGFloat = 0, to endFraction: CGFloat = 1) -> some Shape { _Trimmed(from: startFraction, to: endFraction) }
}

extension Shape {
    public func stroke<S: ShapeStyle>(_ content: S, style: StrokeStyle) -> some View {
        let (path, radius) = (_path, (self as? RoundedRectangle)?.radius)
        return _Changed(content: EmptyView()) { _ in
            let css = content._css(_Tree.current.values)
            if let radius {
                let node = Node("border")
                node.style = ["border": "\(style.width)px solid \(css)", "border-radius": "\(radius)px"]
                (node.isWide, node.isTall) = (true, true)
                return [node]
            }
            let line = "stroke:\(css);stroke-width:\(style.width);stroke-linecap:\(style.cap.rawValue)"
            return [_drawn(path, "fill:none;\(line);vector-effect:non-scaling-stroke")]
        }
    }

    public func stroke<S: ShapeStyle>(_ content: S, lineWidth: CGFloat = 1) -> some View { stroke(content, style: StrokeStyle(lineWidth: lineWidth)) }

    public func fill<S: ShapeStyle>(_ content: S) -> some View {
        let path = _path
        return _Changed(content: EmptyView()) { _ in [_drawn(path, "fill:\(content._css(_Tree.current.values))")] }
    }
}

extension Shape {
    var _radius: String {
        if let rounded = self as? RoundedRectangle { return "\(rounded.radius)px" }
        return self is Rectangle ? "0" : "999px"
    }
}

extension View {
    public func background<S: ShapeStyle>(_ style: S) -> some View { background(style, in: Rectangle()) }

    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View {
        _wrapped { node in
            node.style = ["background": style._css(_Tree.current.values), "border-radius": shape._radius]
        }
    }

    public func clipShape<S: Shape>(_ shape: S) -> some View {
        _wrapped { node in node.style = ["overflow": "hidden", "border-radius": shape._radius] }
    }

    public func contentShape<S: Shape>(_ shape: S) -> some View { self }

    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View {
        let over = content()
        return _Changed(content: self) { kids in
            let node = Node("over", kids)
            let above = Node("above", over._nodes())
            above.style = ["align-items": alignment.vertical.css, "justify-content": alignment.horizontal.css]
            node.kids.append(above)
            return [node]
        }
    }
}
