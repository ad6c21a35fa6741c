// A stand-in for what the app uses of UniformTypeIdentifiers, with Apple's documented signatures.
public struct UTType: Hashable, Sendable {
    public let identifier: String
    public static var item: UTType { UTType(identifier: "public.item") }
    public static var image: UTType { UTType(identifier: "public.image") }
}
