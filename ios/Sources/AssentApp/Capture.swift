import AVFoundation
import Foundation

/// The camera at work, on a queue of its own: starting it takes a while. All that changes here is touched on that queue alone.
final class Capture: NSObject, @unchecked Sendable {
    /// Somebody who looks through it.
    final class Look: Sendable {
        fileprivate let texts: AsyncStream<String>.Continuation

        init(_ texts: AsyncStream<String>.Continuation) { self.texts = texts }
    }

    /// The picture is drawn from it.
    let session = AVCaptureSession()
    private let queue = DispatchQueue(label: "org.assent.camera")
    private var now: Look?
    private var watching: [any NSObjectProtocol] = []

    override init() {
        super.init()
        // Another app took it, or it broke: who looks is told, and may begin anew.
        watching = [AVCaptureSession.wasInterruptedNotification, AVCaptureSession.runtimeErrorNotification].map {
            NotificationCenter.default.addObserver(forName: $0, object: session, queue: nil) { [weak self] _ in self?.fail() }
        }
    }

    deinit { watching.forEach(NotificationCenter.default.removeObserver) }

    /// Whoever looked before looks no more.
    func start(_ look: Look) {
        queue.async { [self] in
            now?.texts.finish()
            now = look
            if isReady() { session.startRunning() }
            if !session.isRunning { look.texts.finish() }
        }
    }

    func stop(_ look: Look) {
        queue.async { [self] in
            guard now === look else { return }
            now = nil
            lit(false)
            session.stopRunning()
        }
    }

    func light(_ isOn: Bool) { queue.async { [self] in lit(isOn) } }

    private func fail() { queue.async { [self] in now?.texts.finish() } }

    private func lit(_ isOn: Bool) {
        guard let device = AVCaptureDevice.default(for: .video), device.hasTorch, (try? device.lockForConfiguration()) != nil else { return }
        device.torchMode = isOn ? .on : .off
        device.unlockForConfiguration()
    }

    /// The camera goes in, QR codes come out. Once it is so it stays so.
    private func isReady() -> Bool {
        if !session.outputs.isEmpty { return true }
        guard let device = AVCaptureDevice.default(for: .video), let input = try? AVCaptureDeviceInput(device: device) else { return false }
        let output = AVCaptureMetadataOutput()
        guard session.canAddInput(input), session.canAddOutput(output) else { return false }
        session.beginConfiguration()
        defer { session.commitConfiguration() }
        session.addInput(input)
        session.addOutput(output)
        output.setMetadataObjectsDelegate(self, queue: queue)
        // Which kinds there are is known only now.
        output.metadataObjectTypes = output.availableMetadataObjectTypes.filter { $0 == .qr }
        return true
    }
}

extension Capture: AVCaptureMetadataOutputObjectsDelegate {
    func metadataOutput(_ output: AVCaptureMetadataOutput, didOutput metadataObjects: [AVMetadataObject], from connection: AVCaptureConnection) {
        for case let code as AVMetadataMachineReadableCodeObject in metadataObjects { code.stringValue.map { _ = now?.texts.yield($0) } }
    }
}
