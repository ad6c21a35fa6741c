public protocol ShapeStyle: Sendable {
    associatedtype Resolved: ShapeStyle = Never
    func resolve(in environment: EnvironmentValues) -> Self.Resolved
    func _css(_ environment: EnvironmentValues) -> String
}

extension ShapeStyle {
    public func _css(_ environment: EnvironmentValues) -> String { resolve(in: environment)._css(environment) }
}

extension ShapeStyle where Resolved == Never {
    public func resolve(in environment: EnvironmentValues) -> Never { fatalError("it is resolved") }
}

extension Never: ShapeStyle {}

public struct Color: ShapeStyle, Hashable, Sendable {
    public enum RGBColorSpace: Hashable, Sendable { case sRGB, sRGBLinear, displayP3 }

    let css: String

    init(_ css: String) { self.css = css }

    public init(_ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1) {
        css = "rgba(\(Int((red * 255).rounded())),\(Int((green * 255).rounded())),\(Int((blue * 255).rounded())),\(opacity))"
    }

    public static let clear = Color("transparent"), black = Color("#000"), white = Color("#fff")

    public func _css(_ environment: EnvironmentValues) -> String { css }
}

public struct Font: Hashable, Sendable {
    public enum Weight: Int, Hashable, Sendable { case regular = 400, medium = 500, semibold = 600, bold = 700 }
    public enum Design: Hashable, Sendable { case `default`, monospaced, rounded, serif }

    /// In points, at the usual size (Human Interface Guidelines, Typography).
    public enum TextStyle: Double, CaseIterable, Sendable {
        case largeTitle = 34, title = 28, title2 = 22, title3 = 20, headline = 17.001, body = 17, callout = 16, subheadline = 15
        case footnote = 13, caption = 12, caption2 = 11
    }

    let points: Double
    var weight = Weight.regular
    var isMono = false
    var isFixed = false

    public static let largeTitle = Font(points: 34), title = Font(points: 28), title2 = Font(points: 22), title3 = Font(points: 20)
    public static let headline = Font(points: 17, weight: .semibold), body = Font(points: 17), callout = Font(points: 16)
    public static let subheadline = Font(points: 15), footnote = Font(points: 13), caption = Font(points: 12)

    public static func system(_ style: TextStyle, design: Design? = nil, weight: Weight? = nil) -> Font {
        Font(points: style.rawValue, weight: weight ?? .regular, isMono: design == .monospaced)
    }

    public static func system(size: CGFloat, weight: Weight? = nil, design: Design? = nil) -> Font {
        Font(points: size, weight: weight ?? .regular, isMono: design == .monospaced, isFixed: true)
    }

    public func weight(_ weight: Weight) -> Font { Font(points: points, weight: weight, isMono: isMono) }
    public func monospacedDigit() -> Font { self }
}

extension View {
    public func font(_ font: Font?) -> some View {
        _each { node in
            guard let font else { return }
            let size = font.points * (font.isFixed ? 1 : _Tree.current.values.dynamicTypeSize.scale)
            for text in node.all where text.style["font-size"] == nil {
                text.style["font-size"] = "\(size)px"
                text.style["font-weight"] = text.style["font-weight"] ?? "\(font.weight.rawValue)"
                if font.isMono { text.style["font-family"] = "monospace" }
            }
        }
    }

    public func fontWeight(_ weight: Font.Weight?) -> some View {
        _each { node in node.all.forEach { $0.style["font-weight"] = "\((weight ?? .regular).rawValue)" } }
    }

    public func monospacedDigit() -> some View { _each { $0.style["font-variant-numeric"] = "tabular-nums" } }

    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View {
        _each { node in
            let css = style._css(_Tree.current.values)
            node.all.forEach { $0.style["color"] = $0.style["color"] ?? css }
        }
    }

    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { _each { if let tint { $0.style["--tint"] = tint._css(_Tree.current.values) } } }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View {
        _each { node in node.all.forEach { $0.style["text-align"] = $0.style["text-align"] ?? alignment.css } }
    }
    public func lineLimit(_ number: Int?) -> some View {
        _each { if number == 1 { $0.style.merge(["white-space": "nowrap", "overflow": "hidden", "text-overflow": "ellipsis"]) { $1 } } }
    }
    public func truncationMode(_ mode: Text.TruncationMode) -> some View { self }
    public func minimumScaleFactor(_ factor: CGFloat) -> some View { self }
    public func layoutPriority(_ value: Double) -> some View { _each { if value > 0 { $0.style["flex-shrink"] = "0" } } }
    public func opacity(_ opacity: Double) -> some View { _each { $0.style["opacity"] = "\(opacity)" } }
    public func rotationEffect(_ angle: Angle) -> some View { _each { $0.style["transform"] = "rotate(\(angle.degrees)deg)" } }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { self }
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View { self }
    public func preferredColorScheme(_ colorScheme: ColorScheme?) -> some View { self }
}

public struct Animation: Equatable, Sendable {
    public static func linear(duration: TimeInterval) -> Animation { Animation() }
}

public struct Angle: Hashable, Sendable {
    public var degrees: Double
    public static func degrees(_ degrees: Double) -> Angle { Angle(degrees: degrees) }
}

public enum TextAlignment: Hashable, CaseIterable, Sendable {
    case leading, center, trailing

    var css: String { ["start", "center", "end"][Self.allCases.firstIndex(of: self)!] }
}
