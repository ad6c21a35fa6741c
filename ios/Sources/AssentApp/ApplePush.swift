import AssentKit

/// Apple's push service.
final class ApplePush: Reach {
    func isAllowed() async -> Bool? { nil }
    func allow() async -> Bool { false }
    func address() async -> Got<PushAddress> { .failed(Problem(.noNetwork, "error-no-network")) }
    func sample() async -> Bool { false }
}
