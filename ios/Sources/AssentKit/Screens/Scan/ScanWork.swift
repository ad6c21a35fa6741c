@MainActor
final class ScanWork: Work {
    private let parts: Parts
    private var reading: Task<Void, Never>?

    /// Where the last code led.
    private var opened: Place?

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts, repairing: String?) -> Model<ScanRules> { Model(ScanRules.first(repairing: repairing), work: ScanWork(parts)) }

    func begin(_ effect: ScanEffect, _ send: @escaping Send<ScanInput>) {
        let camera = parts.camera
        switch effect {
        case .look: send(.looked(CameraFacts(isThere: camera.isThere, isAllowed: camera.isAllowed, hasLight: camera.hasLight), at: parts.now()))
        case .allow: Task { send(.allowed(await camera.allow())) }
        case .openSettings: parts.outside.openSettings()
        case .read: read(send)
        case .light(let isOn): camera.light(isOn)
        case .picture:
            rest()
            Task { send(await parts.pictures.read().map { .pictured($0) } ?? .look) }
        case .paste: send(.read(parts.outside.pasted()))
        case .collect(let batch): Task { send(.collected(batch, await parts.bridge.readCodes(batch).then(\.contents))) }
        case .go(let place):
            rest()
            opened = place
            parts.stack.go(place)
        }
    }

    func cameBack(_ send: @escaping Send<ScanInput>) {
        if linkFailed { send(.forget) }
        send(.look)
    }

    private var linkFailed: Bool {
        guard let opened, case .link(let model)? = parts.stack.screen(of: opened), case .failed = model.state else { return false }
        return true
    }

    func end() { rest() }

    /// Once at a time.
    private func read(_ send: @escaping Send<ScanInput>) {
        guard reading == nil else { return }
        reading = Task { [camera = parts.camera, now = parts.now] in
            // What was seen before the camera rests may still be on its way.
            for await text in camera.look() where !Task.isCancelled { send(.saw(text, at: now())) }
            if Task.isCancelled { return }
            reading = nil
            send(.cameraFailed)
        }
    }

    /// The camera looks only while its picture can be seen.
    private func rest() {
        reading?.cancel()
        reading = nil
        parts.camera.light(false)
    }
}
