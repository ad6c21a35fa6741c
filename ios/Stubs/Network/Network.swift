// A stand-in for what the app uses of Network, with Apple's documented signatures.
@_exported import Foundation

public struct NWPath: Sendable {
    public enum Status: Sendable { case satisfied, unsatisfied, requiresConnection }
    public let status: Status
    public init(_ status: Status) { self.status = status }
}

public final class NWPathMonitor: @unchecked Sendable {
    /// The one that was started last.
    public nonisolated(unsafe) private(set) static var _last: NWPathMonitor?
    public var pathUpdateHandler: (@Sendable (NWPath) -> Void)?
    public init() {}
    public func start(queue: DispatchQueue) { Self._last = self }
}
