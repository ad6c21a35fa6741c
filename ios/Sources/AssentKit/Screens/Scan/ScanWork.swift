@MainActor
final class ScanWork: Work {
    private let parts: Parts
    private var reading: Task<Void, Never>?

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts, repairing: String?) -> Model<ScanRules> { Model(ScanRules.first(repairing: repairing), work: ScanWork(parts)) }

    func begin(_ effect: ScanEffect, _ send: @escaping Send<ScanInput>) {
        let camera = parts.camera
        switch effect {
        case .look: send(.looked(CameraFacts(isThere: camera.isThere, isAllowed: camera.isAllowed, hasLight: camera.hasLight)))
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
            parts.stack.go(place)
        }
    }

    func cameBack(_ send: @escaping Send<ScanInput>) { send(.look) }

    func end() { rest() }

    /// Once at a time.
    private func read(_ send: @escaping Send<ScanInput>) {
        guard reading == nil else { return }
        reading = Task { [camera = parts.camera] in
            // What was seen before the camera rests may still be on its way.
            for await text in camera.look() where !Task.isCancelled { send(.read(text)) }
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
