import AssentKit

/// The camera.
final class Eye: Camera {
    let isThere = false
    let hasLight = false
    let isAllowed: Bool? = nil

    func allow() async -> Bool { false }
    func look() -> AsyncStream<String> { AsyncStream { $0.finish() } }
    func light(_ isOn: Bool) {}
}
