public struct Text: _Drawn, Equatable {
    public enum TruncationMode: Sendable { case head, tail, middle }

    let string: String

    /// What is said to people is in the catalog: Apple's initialiser of a literal is left out on purpose.
    public init(verbatim content: String) { string = content }

    public func _nodes() -> [Node] { [Node("text", text: string).directed] }
}

public struct Image: _Drawn, Equatable {
    let name: String

    public init(systemName: String) { name = systemName }

    public func _nodes() -> [Node] {
        let node = Node("symbol")
        node.marks["data-symbol"] = name
        return [node]
    }
}

public struct ButtonRole: Equatable, Sendable {
    let name: String
    public static let destructive = Self(name: "destructive"), cancel = Self(name: "cancel")
}

public struct Button<Label: View>: _Drawn {
    let role: ButtonRole?
    let action: @MainActor () -> Void
    let label: Label

    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) { self.init(role: nil, action: action, label: label) }

    public init(role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (self.role, self.action, self.label) = (role, action, label())
    }

    public func _nodes() -> [Node] {
        let values = _Tree.current.values
        let shown = ButtonStyleConfiguration.Label { [label] in label._nodes() }
        let node = Node("button", values.buttonStyle?(.init(role: role, label: shown)) ?? label._nodes())
        (node.action, node.isOff) = (action, !values.isEnabled)
        return [node]
    }
}

public struct ButtonStyleConfiguration {
    public struct Label: _Drawn {
        let draw: @MainActor () -> [Node]

        init(_ draw: @escaping @MainActor () -> [Node]) { self.draw = draw }

        public func _nodes() -> [Node] { draw() }
    }

    public let role: ButtonRole?
    public let label: Label
    public var isPressed: Bool { false }
}

@MainActor @preconcurrency
public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder func makeBody(configuration: Configuration) -> Body
}

@MainActor @preconcurrency
public protocol PrimitiveButtonStyle {}

public struct PlainButtonStyle: PrimitiveButtonStyle {
    nonisolated public init() {}
}

extension PrimitiveButtonStyle where Self == PlainButtonStyle {
    public static var plain: PlainButtonStyle { PlainButtonStyle() }
}

/// Keeps what a style reads from the environment.
private struct _Styled<S: ButtonStyle>: View {
    let style: S
    let configuration: ButtonStyleConfiguration

    var body: Never { fatalError("it draws itself") }

    func _nodes() -> [Node] {
        for (_, value) in Mirror(reflecting: style).children { (value as? any _Kept)?.attach(_Tree.current, "") }
        return style.makeBody(configuration: configuration)._nodes()
    }
}

extension View {
    public func buttonStyle<S: ButtonStyle>(_ style: S) -> some View {
        _Within(content: self) { $0.buttonStyle = { _Styled(style: style, configuration: $0)._nodes() } }
    }

    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { _Within(content: self) { $0.buttonStyle = nil } }
}

@MainActor
private func field(_ kind: String, _ title: Text, _ text: Binding<String>, _ prompt: Text?) -> [Node] {
    let node = Node("field")
    node.marks = ["type": kind, "placeholder": (prompt ?? title).string, "aria-label": title.string, "value": text.wrappedValue]
    (node.isWide, node.isOff) = (true, !_Tree.current.values.isEnabled)
    node.input = { text.wrappedValue = $0 }
    return [node.directed]
}

public struct TextField<Label: View>: _Drawn {
    let label: Label
    let text: Binding<String>
    let prompt: Text?

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        (self.text, self.prompt, self.label) = (text, prompt, label())
    }

    public func _nodes() -> [Node] { field("text", Text(verbatim: label._nodes().first?.text ?? ""), text, prompt) }
}

public struct SecureField<Label: View>: _Drawn {
    let label: Label
    let text: Binding<String>
    let prompt: Text?

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        (self.text, self.prompt, self.label) = (text, prompt, label())
    }

    public func _nodes() -> [Node] { field("password", Text(verbatim: label._nodes().first?.text ?? ""), text, prompt) }
}

public struct Toggle<Label: View>: _Drawn {
    let isOn: Binding<Bool>
    let label: Label

    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) { (self.isOn, self.label) = (isOn, label()) }

    public func _nodes() -> [Node] {
        let toggle = Node("toggle")
        toggle.marks["aria-checked"] = "\(isOn.wrappedValue)"
        let node = Node("switch", label._nodes() + [toggle])
        node.isWide = true
        node.action = { isOn.wrappedValue.toggle() }
        return [node]
    }
}

public struct UIKeyboardType: Sendable, Equatable {
    public static let `default` = Self(), asciiCapable = Self(), numberPad = Self(), URL = Self()
}

public struct UITextContentType: Sendable {
    public static let URL = Self(), newPassword = Self(), password = Self()
}

public struct TextInputAutocapitalization: Sendable {
    public static var never: Self { Self() }
    public static var characters: Self { Self() }
    public static var sentences: Self { Self() }
}

public struct SubmitLabel: Sendable {
    public static var done: Self { Self() }
    public static var go: Self { Self() }
}

extension View {
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func textContentType(_ textContentType: UITextContentType?) -> some View { self }
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { self }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { self }
    public func onSubmit(_ action: @escaping () -> Void) -> some View { _each { $0.all.forEach { $0.submit = $0.submit ?? action } } }
    public func focused(_ condition: FocusState<Bool>.Binding) -> some View { self }
    public func onTapGesture(count: Int = 1, perform action: @escaping () -> Void) -> some View { _wrapped { $0.tap = action } }
}
