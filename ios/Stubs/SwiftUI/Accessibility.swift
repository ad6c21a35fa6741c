public struct AccessibilityChildBehavior: Hashable, Sendable {
    let name: String
    public static let ignore = Self(name: "ignore"), contain = Self(name: "contain"), combine = Self(name: "combine")
}

public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isHeader = Self(rawValue: 1), isButton = Self(rawValue: 2), updatesFrequently = Self(rawValue: 4), isSelected = Self(rawValue: 8)
    public static let isImage = Self(rawValue: 16)
}

extension View {
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { _wrapped { $0.marks["role"] = "group"; $0.marks["data-children"] = children.name } }
    public func accessibilityLabel(_ label: Text) -> some View { _each { $0.marks["aria-label"] = label.string } }
    public func accessibilityValue(_ value: Text) -> some View { _each { $0.marks["aria-valuetext"] = value.string } }
    public func accessibilityHint(_ hint: Text) -> some View { _each { $0.marks["aria-description"] = hint.string } }
    public func accessibilityHidden(_ hidden: Bool) -> some View { _each { if hidden { $0.marks["aria-hidden"] = "true" } } }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {
        _each { node in
            if traits.contains(.isHeader) { node.marks["role"] = "heading" }
            if traits.contains(.isImage) { node.marks["role"] = "img" }
            if traits.contains(.isSelected) { node.marks["aria-selected"] = "true" }
            if traits.contains(.updatesFrequently) { node.marks["aria-busy"] = "true" }
        }
    }
    public func accessibilityShowsLargeContentViewer<V: View>(@ViewBuilder _ largeContentView: () -> V) -> some View {
        let name = largeContentView()._nodes().flatMap(\.words).joined()
        return _each { $0.marks["data-large"] = name }
    }
    public func accessibilitySortPriority(_ sortPriority: Double) -> some View { _each { $0.marks["data-sort"] = "\(sortPriority)" } }
}
