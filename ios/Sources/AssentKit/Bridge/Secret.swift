import Foundation

/// Bytes that a person typed or must keep to themselves: overwritten at the end, never printed.
public final class Secret: @unchecked Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    // Never written but in `deinit`, when nobody else has it: hence unchecked.
    private var bytes: [UInt8]

    public init(_ text: String) { bytes = Array(text.utf8) }

    init(_ data: Data) { bytes = Array(data) }

    deinit {
        for place in bytes.indices { bytes[place] = 0 }
    }

    /// For the core, which clears what it gets.
    var data: Data { Data(bytes) }

    public var isEmpty: Bool { bytes.isEmpty }

    /// In bytes.
    public var count: Int { bytes.count }

    /// To be shown once.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var description: String { "Secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    public static func == (left: Secret, right: Secret) -> Bool {
        guard left.bytes.count == right.bytes.count else { return false }
        return zip(left.bytes, right.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
