// What a call was refused with. Each fails the test when it was not.
import AssentCore
import XCTest

/// What an action threw; the test fails when it threw nothing.
func refusal(
    _ what: String = "", line: UInt = #line, _ action: () async throws -> Void
) async -> (any Error)? {
    do {
        try await action()
        XCTFail("not refused \(what)", line: line)
        return nil
    } catch {
        return error
    }
}

/// The key of an action's refusal for what was given.
func badInput(_ action: () async throws -> Void) async -> String? {
    guard case AppError.BadInput(let key, _)? = await refusal("", action) else { return nil }
    return key
}

/// The key of a wrong move code's words, and the tries left.
func wrongMoveCode(_ action: () async throws -> Void) async -> [String] {
    guard case AppError.MoveCodeWrong(let key, _, let triesLeft)? = await refusal("", action) else { return [] }
    return [key, "\(triesLeft)"]
}
