import Foundation
import Network

/// Says when the phone has another network, or one again. It goes on as long as the process.
@MainActor
final class Networks {
    private let monitor = NWPathMonitor()

    init(_ changed: @escaping @Sendable () async -> Void) {
        monitor.pathUpdateHandler = { path in if path.status == .satisfied { Task { await changed() } } }
        monitor.start(queue: .global())
    }
}
