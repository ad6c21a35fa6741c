import Network
import TestKit
import Testing

@testable import AssentApp

extension ThePhone {
    /// Another network, or one again.
    @MainActor @Suite struct NetworksTests {
        @Test func whoWatchesIsToldOfEachNetworkAndOfNoneThatIsGone() async throws {
            let told = Shared(0), networks = Networks { told.with { $0 += 1 } }
            let monitor = try #require(NWPathMonitor._last)
            for status in [NWPath.Status.satisfied, .unsatisfied, .requiresConnection, .satisfied] { monitor.pathUpdateHandler?(NWPath(status)) }
            try await until("both") { told.with { $0 } == 2 }
            withExtendedLifetime(networks) {}
        }

        @Test func theAppWatches() async throws {
            let before = NWPathMonitor._last
            _ = try await launch()
            #expect(NWPathMonitor._last !== before)
        }
    }
}
