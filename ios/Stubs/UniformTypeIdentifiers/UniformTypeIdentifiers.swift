// A stand-in for what the app uses of UniformTypeIdentifiers, with Apple's documented signatures.
public struct UTType: Hashable, Sendable {
    let identifier: String
    public static var item: UTType { UTType(identifier: "public.item") }
}
