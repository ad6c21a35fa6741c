import UIKit

/// A view of UIKit's among SwiftUI's.
@MainActor @preconcurrency
public protocol UIViewRepresentable: View where Body == Never {
    associatedtype UIViewType: UIView
    associatedtype Coordinator = Void
    typealias Context = UIViewRepresentableContext<Self>

    func makeUIView(context: Self.Context) -> Self.UIViewType
    func updateUIView(_ uiView: Self.UIViewType, context: Self.Context)

    /// The view is gone.
    static func dismantleUIView(_ uiView: Self.UIViewType, coordinator: Self.Coordinator)
}

public struct UIViewRepresentableContext<Representable: UIViewRepresentable> {
    public init() {}
}

extension UIViewRepresentable {
    public var body: Never { fatalError("it draws itself") }

    /// Its place alone.
    public func _nodes() -> [Node] {
        let view = makeUIView(context: UIViewRepresentableContext())
        updateUIView(view, context: UIViewRepresentableContext())
        view.layoutSubviews()
        let node = Node("foreign")
        (node.isWide, node.isTall) = (true, true)
        return [node]
    }
}

private struct CapturedKey: EnvironmentKey {
    static let defaultValue = false
}

extension EnvironmentValues {
    /// Whether the screen is recorded, or shown elsewhere.
    public var isSceneCaptured: Bool {
        get { self[CapturedKey.self] }
        set { self[CapturedKey.self] = newValue }
    }
}

/// Only a phone makes a delegate.
@propertyWrapper @MainActor @preconcurrency
public struct UIApplicationDelegateAdaptor<DelegateType: NSObject & UIApplicationDelegate> {
    public init(_ delegateType: DelegateType.Type = DelegateType.self) {}
    public var wrappedValue: DelegateType { fatalError("there is no phone here") }
}
