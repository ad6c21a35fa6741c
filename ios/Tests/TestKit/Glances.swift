import Foundation

/// Of `make late-looks`: who looks late sees nothing that was there for a moment only, so no test may wait for such.
private let missedGlances = ProcessInfo.processInfo.environment["ASSENT_MISSED_GLANCES"].flatMap(Int.init) ?? 0

/// Looks until it is found, for a minute at most.
@MainActor
public func seen<Value>(_ find: @MainActor () -> Value?) async throws -> Value? {
    let end = ContinuousClock.now + .seconds(60)
    var glances = 0
    while ContinuousClock.now < end {
        if glances >= missedGlances, let found = find() { return found }
        glances += 1
        try await Task.sleep(for: .milliseconds(5))
    }
    return nil
}
