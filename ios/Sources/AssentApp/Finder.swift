import AVFoundation
import SwiftUI
import UIKit

/// What the camera sees.
struct Finder: UIViewRepresentable {
    let capture: Capture

    func makeUIView(context: Context) -> FinderView {
        let view = FinderView()
        view.show(capture.session)
        return view
    }

    func updateUIView(_ uiView: FinderView, context: Context) {}

    static func dismantleUIView(_ uiView: FinderView, coordinator: Void) { uiView.end() }
}

final class FinderView: UIView {
    private var turning: AVCaptureDevice.RotationCoordinator?
    private var starting: (any NSObjectProtocol)?

    override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }

    var preview: AVCaptureVideoPreviewLayer? { layer as? AVCaptureVideoPreviewLayer }

    /// There is no picture to turn before the camera has started.
    func show(_ session: AVCaptureSession) {
        preview?.session = session
        preview?.videoGravity = .resizeAspectFill
        starting = NotificationCenter.default.addObserver(forName: AVCaptureSession.didStartRunningNotification, object: session, queue: nil) { [weak self] _ in
            Task { @MainActor in self?.setNeedsLayout() }
        }
    }

    func end() {
        starting.map(NotificationCenter.default.removeObserver)
        preview?.session = nil
    }

    /// The picture stays upright when the phone is turned.
    override func layoutSubviews() {
        super.layoutSubviews()
        guard let preview, let device = AVCaptureDevice.default(for: .video) else { return }
        let turning = turning ?? AVCaptureDevice.RotationCoordinator(device: device, previewLayer: preview)
        self.turning = turning
        let angle = turning.videoRotationAngleForHorizonLevelPreview
        if let connection = preview.connection, connection.isVideoRotationAngleSupported(angle) { connection.videoRotationAngle = angle }
    }
}
