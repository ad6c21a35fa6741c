import AVFoundation
import AssentKit

/// The camera. Its picture is drawn by `Finder`.
final class Eye: Camera {
    let capture = Capture()

    private var device: AVCaptureDevice? { AVCaptureDevice.default(for: .video) }

    var isThere: Bool { device != nil }
    var hasLight: Bool { device?.hasTorch ?? false }

    var isAllowed: Bool? {
        switch AVCaptureDevice.authorizationStatus(for: .video) {
        case .authorized: true
        case .notDetermined: nil
        default: false
        }
    }

    func allow() async -> Bool { await AVCaptureDevice.requestAccess(for: .video) }

    func look() -> AsyncStream<String> {
        // Whoever reads more slowly than the camera sees gets the newest.
        let (stream, texts) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(8))
        let look = Capture.Look(texts)
        texts.onTermination = { [capture] _ in capture.stop(look) }
        capture.start(look)
        return stream
    }

    func light(_ isOn: Bool) { capture.light(isOn) }
}
