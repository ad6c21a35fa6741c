@propertyWrapper @MainActor @preconcurrency
public struct State<Value> {
    final class Cell {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    final class Place {
        var cell: Cell
        init(_ cell: Cell) { self.cell = cell }
    }

    let place: Place

    public init(wrappedValue value: Value) { place = Place(Cell(value)) }
    public init(initialValue value: Value) { place = Place(Cell(value)) }

    public var wrappedValue: Value {
        get { place.cell.value }
        nonmutating set { place.cell.value = newValue }
    }

    public var projectedValue: Binding<Value> {
        let cell = place.cell
        return Binding { cell.value } write: { cell.value = $0 }
    }
}

extension State: _Kept {
    func attach(_ tree: _Tree, _ key: String) { place.cell = tree.cell(key, or: place.cell) }
}

/// Apple's initialiser of two closures is left out on purpose: what it wants of them differs from SDK to SDK.
@propertyWrapper @dynamicMemberLookup
public struct Binding<Value> {
    let read: @MainActor () -> Value
    let write: @MainActor (Value) -> Void

    init(_ read: @escaping @MainActor () -> Value, write: @escaping @MainActor (Value) -> Void) { (self.read, self.write) = (read, write) }

    @MainActor public var wrappedValue: Value {
        get { read() }
        nonmutating set { write(newValue) }
    }

    public var projectedValue: Binding<Value> { self }

    @MainActor public subscript<Subject>(dynamicMember path: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        Binding<Subject> { wrappedValue[keyPath: path] } write: { wrappedValue[keyPath: path] = $0 }
    }
}

@propertyWrapper @dynamicMemberLookup
public struct Bindable<Value: AnyObject & Observable> {
    public var wrappedValue: Value

    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public init(_ wrappedValue: Value) { self.wrappedValue = wrappedValue }

    public var projectedValue: Bindable<Value> { self }

    @MainActor public subscript<Subject>(dynamicMember path: ReferenceWritableKeyPath<Value, Subject>) -> Binding<Subject> {
        let object = wrappedValue
        return Binding { object[keyPath: path] } write: { object[keyPath: path] = $0 }
    }
}

/// Which field is typed into.
@propertyWrapper @MainActor @preconcurrency
public struct FocusState<Value: Hashable> {
    @propertyWrapper @MainActor @preconcurrency
    public struct Binding {
        let cell: State<Value>.Cell

        public var wrappedValue: Value {
            get { cell.value }
            nonmutating set { cell.value = newValue }
        }

        public var projectedValue: Binding { self }
    }

    let state: State<Value>

    public init() where Value == Bool { state = State(initialValue: false) }

    public var wrappedValue: Value {
        get { state.wrappedValue }
        nonmutating set { state.wrappedValue = newValue }
    }

    public var projectedValue: Binding { Binding(cell: state.place.cell) }
}

extension FocusState: _Kept {
    func attach(_ tree: _Tree, _ key: String) { state.attach(tree, key) }
}

public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}

public struct EnvironmentValues {
    public var dynamicTypeSize = DynamicTypeSize.large
    public var colorScheme = ColorScheme.light
    public var scenePhase = ScenePhase.active
    public var horizontalSizeClass: UserInterfaceSizeClass? = .compact
    public var layoutDirection = LayoutDirection.leftToRight
    public var accessibilityReduceMotion: Bool { _reducesMotion }

    /// The person's wish: only the system sets it, and tests.
    public var _reducesMotion = false
    public var isEnabled = true
    var buttonStyle: (@MainActor (ButtonStyleConfiguration) -> [Node])?
    var foreground: String?
    private var others: [ObjectIdentifier: Any] = [:]

    public subscript<K: EnvironmentKey>(key: K.Type) -> K.Value {
        get { others[ObjectIdentifier(key)] as? K.Value ?? K.defaultValue }
        set { others[ObjectIdentifier(key)] = newValue }
    }
}

@propertyWrapper @MainActor @preconcurrency
public struct Environment<Value> {
    final class Place {
        var value: Value?
    }

    let path: KeyPath<EnvironmentValues, Value>
    let place = Place()

    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) { path = keyPath }

    public var wrappedValue: Value { place.value ?? _Tree.current.values[keyPath: path] }
}

extension Environment: _Kept {
    func attach(_ tree: _Tree, _ key: String) { place.value = tree.values[keyPath: path] }
}

extension View {
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        _Within(content: self) { $0[keyPath: keyPath] = value }
    }

    public func dynamicTypeSize(_ size: DynamicTypeSize) -> some View { _Within(content: self) { $0.dynamicTypeSize = size } }

    public func dynamicTypeSize<T: RangeExpression>(_ range: T) -> some View where T.Bound == DynamicTypeSize {
        _Within(content: self) { values in
            let allowed = DynamicTypeSize.allCases.filter(range.contains)
            if !range.contains(values.dynamicTypeSize), let last = allowed.last { values.dynamicTypeSize = last }
        }
    }

    public func disabled(_ disabled: Bool) -> some View { _Within(content: self) { $0.isEnabled = $0.isEnabled && !disabled } }
}

public enum LayoutDirection: Hashable, CaseIterable, Sendable { case leftToRight, rightToLeft }
public enum ColorScheme: CaseIterable, Sendable { case light, dark }
public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
public enum UserInterfaceSizeClass: Sendable { case compact, regular }

public enum DynamicTypeSize: Int, Hashable, Comparable, CaseIterable, Sendable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge, accessibility1, accessibility2, accessibility3, accessibility4, accessibility5

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}
