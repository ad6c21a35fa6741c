import AVFoundation
import SwiftUI
import UIKit

/// What the camera sees.
struct Finder: UIViewRepresentable {
    let capture: Capture

    func makeUIView(context: Context) -> FinderView {
        let view = FinderView()
        view.preview?.session = capture.session
        view.preview?.videoGravity = .resizeAspectFill
        return view
    }

    func updateUIView(_ uiView: FinderView, context: Context) {}
}

final class FinderView: UIView {
    private var turning: AVCaptureDevice.RotationCoordinator?

    override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }

    var preview: AVCaptureVideoPreviewLayer? { layer as? AVCaptureVideoPreviewLayer }

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
