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

    public enum TextStyle: CaseIterable, Sendable {
        case largeTitle, title, title2, title3, headline, body, callout, subheadline, footnote, caption, caption2

        /// In points, at each size that a person may choose (Human Interface Guidelines, Typography).
        var points: [Double] {
            switch self {
            case .largeTitle: [31, 32, 33, 34, 36, 38, 40, 44, 48, 52, 56, 60]
            case .title: [25, 26, 27, 28, 30, 32, 34, 38, 43, 48, 53, 58]
            case .title2: [19, 20, 21, 22, 24, 26, 28, 34, 39, 44, 50, 56]
            case .title3: [17, 18, 19, 20, 22, 24, 26, 31, 37, 43, 49, 55]
            case .headline, .body: [14, 15, 16, 17, 19, 21, 23, 28, 33, 40, 47, 53]
            case .callout: [13, 14, 15, 16, 18, 20, 22, 26, 32, 38, 44, 51]
            case .subheadline: [12, 13, 14, 15, 17, 19, 21, 25, 30, 36, 42, 49]
            case .footnote: [12, 12, 12, 13, 15, 17, 19, 23, 27, 33, 38, 44]
            case .caption: [11, 11, 11, 12, 14, 16, 18, 22, 26, 32, 37, 43]
            case .caption2: [11, 11, 11, 11, 13, 15, 17, 20, 24, 29, 34, 40]
            }
        }
    }

    /// Points at each size; those of a fixed size are one.
    let points: [Double]
    var weight = Weight.regular
    var isMono = false

    public static let largeTitle = system(.largeTitle), title = system(.title), title2 = system(.title2), title3 = system(.title3)
    public static let headline = system(.headline, weight: .semibold), body = system(.body), callout = system(.callout)
    public static let subheadline = system(.subheadline), footnote = system(.footnote), caption = system(.caption)

    public static func system(_ style: TextStyle, design: Design? = nil, weight: Weight? = nil) -> Font {
        Font(points: style.points, weight: weight ?? .regular, isMono: design == .monospaced)
    }

    public static func system(size: CGFloat, weight: Weight? = nil, design: Design? = nil) -> Font {
        Font(points: [size], weight: weight ?? .regular, isMono: design == .monospaced)
    }

    public func weight(_ weight: Weight) -> Font { Font(points: points, weight: weight, isMono: isMono) }
    func points(at size: DynamicTypeSize) -> Double { points.count == 1 ? points[0] : points[size.rawValue] }
    public func monospacedDigit() -> Font { self }
}

extension View {
    public func font(_ font: Font?) -> some View {
        _each { node in
            guard let font else { return }
            let size = font.points(at: _Tree.current.values.dynamicTypeSize)
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
        _each { node in
            guard let number else { return }
            node.marks["data-lines"] = "\(number)"
            if number == 1 { return node.style.merge(["white-space": "nowrap", "overflow": "hidden", "text-overflow": "ellipsis"]) { $1 } }
            node.style.merge(["display": "-webkit-box", "-webkit-box-orient": "vertical", "-webkit-line-clamp": "\(number)", "overflow": "hidden"]) { $1 }
        }
    }
    public func truncationMode(_ mode: Text.TruncationMode) -> some View { self }
    public func minimumScaleFactor(_ factor: CGFloat) -> some View { _each { $0.marks["data-least"] = "\(factor)" } }
    public func layoutPriority(_ value: Double) -> some View { _each { if value > 0 { $0.style["flex-shrink"] = "0" } } }
    public func opacity(_ opacity: Double) -> some View { _each { $0.style["opacity"] = "\(opacity)" } }
    public func rotationEffect(_ angle: Angle) -> some View { _each { $0.style["transform"] = "rotate(\(angle.degrees)deg)" } }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { self }
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View {
        _each { if animation != nil { $0.marks["data-moves"] = "" } }
    }
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
