// A stand-in for what the app uses of AVFoundation, with Apple's documented signatures. Before its camera is what a test holds there.
@_exported import Foundation
@_exported import QuartzCore

/// The phone's camera and who may look through it: for tests.
public final class _Lens: @unchecked Sendable {
    public static let shared = _Lens()
    private let lock = NSLock()
    private var state = (isThere: true, hasTorch: true, isBroken: false, status: AVAuthorizationStatus.notDetermined, grants: true, torch: AVCaptureDevice.TorchMode.off)

    public var isThere: Bool {
        get { lock.withLock { state.isThere } }
        set { lock.withLock { state.isThere = newValue } }
    }
    public var hasTorch: Bool {
        get { lock.withLock { state.hasTorch } }
        set { lock.withLock { state.hasTorch = newValue } }
    }
    /// Another app has it.
    public var isBroken: Bool {
        get { lock.withLock { state.isBroken } }
        set { lock.withLock { state.isBroken = newValue } }
    }
    public var status: AVAuthorizationStatus {
        get { lock.withLock { state.status } }
        set { lock.withLock { state.status = newValue } }
    }
    /// What the person says when asked.
    public var grants: Bool {
        get { lock.withLock { state.grants } }
        set { lock.withLock { state.grants = newValue } }
    }
    public var torch: AVCaptureDevice.TorchMode {
        get { lock.withLock { state.torch } }
        set { lock.withLock { state.torch = newValue } }
    }
}

public struct AVMediaType: Hashable, Sendable {
    public static let video = Self()
}

public enum AVAuthorizationStatus: Int, Sendable { case notDetermined, restricted, denied, authorized }

open class AVCaptureDevice: NSObject {
    public enum TorchMode: Int, Sendable { case off, on, auto }

    public class func `default`(for mediaType: AVMediaType) -> AVCaptureDevice? { _Lens.shared.isThere ? AVCaptureDevice() : nil }
    public class func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus { _Lens.shared.status }
    public class func requestAccess(for mediaType: AVMediaType) async -> Bool {
        _Lens.shared.status = _Lens.shared.grants ? .authorized : .denied
        return _Lens.shared.grants
    }

    public var hasTorch: Bool { _Lens.shared.hasTorch }
    public func lockForConfiguration() throws { if _Lens.shared.isBroken { throw CocoaError(.featureUnsupported) } }
    public func unlockForConfiguration() {}
    public var torchMode: TorchMode {
        get { _Lens.shared.torch }
        set { _Lens.shared.torch = newValue }
    }

    open class RotationCoordinator: NSObject {
        public init(device: AVCaptureDevice, previewLayer: CALayer?) {}
        public var videoRotationAngleForHorizonLevelPreview: CGFloat { 90 }
    }
}

open class AVCaptureInput: NSObject {}
open class AVCaptureDeviceInput: AVCaptureInput {
    public init(device: AVCaptureDevice) throws { if _Lens.shared.isBroken { throw CocoaError(.featureUnsupported) } }
}

open class AVCaptureConnection: NSObject {
    public var videoRotationAngle: CGFloat = 0
    public func isVideoRotationAngleSupported(_ videoRotationAngle: CGFloat) -> Bool { true }
}

open class AVCaptureOutput: NSObject {}

open class AVMetadataObject: NSObject {
    public struct ObjectType: Hashable, Sendable {
        public static let qr = Self(name: "org.iso.QRCode"), face = Self(name: "face")
        let name: String
    }
}

open class AVMetadataMachineReadableCodeObject: AVMetadataObject {
    public let stringValue: String?
    public init(_ text: String?) { stringValue = text }
}

public protocol AVCaptureMetadataOutputObjectsDelegate: AnyObject {
    func metadataOutput(_ output: AVCaptureMetadataOutput, didOutput metadataObjects: [AVMetadataObject], from connection: AVCaptureConnection)
}

open class AVCaptureMetadataOutput: AVCaptureOutput {
    private weak var delegate: (any AVCaptureMetadataOutputObjectsDelegate)?
    private var queue: DispatchQueue?
    /// None before it is part of a session.
    public private(set) var availableMetadataObjectTypes: [AVMetadataObject.ObjectType] = []
    public var metadataObjectTypes: [AVMetadataObject.ObjectType]! = []
    public override init() {}

    public func setMetadataObjectsDelegate(_ objectsDelegate: (any AVCaptureMetadataOutputObjectsDelegate)?, queue objectsCallbackQueue: DispatchQueue?) {
        (delegate, queue) = (objectsDelegate, objectsCallbackQueue)
    }

    fileprivate func join() { availableMetadataObjectTypes = [.face, .qr] }

    /// QR codes come before the camera; `nil`: one that is not text.
    public func _sees(_ texts: String?...) {
        let (objects, delegate) = (texts.map(AVMetadataMachineReadableCodeObject.init), delegate)
        guard metadataObjectTypes.contains(.qr) else { return }
        queue?.sync { delegate?.metadataOutput(self, didOutput: [AVMetadataObject()] + objects, from: AVCaptureConnection()) }
    }
}

open class AVCaptureSession: NSObject {
    public static let didStartRunningNotification = NSNotification.Name("AVCaptureSessionDidStartRunning")
    public static let wasInterruptedNotification = NSNotification.Name("AVCaptureSessionWasInterrupted")
    public static let runtimeErrorNotification = NSNotification.Name("AVCaptureSessionRuntimeError")

    public private(set) var inputs: [AVCaptureInput] = [], outputs: [AVCaptureOutput] = []
    public private(set) var isRunning = false
    public override init() {}

    public func beginConfiguration() {}
    public func commitConfiguration() {}
    public func canAddInput(_ input: AVCaptureInput) -> Bool { inputs.isEmpty }
    public func addInput(_ input: AVCaptureInput) { inputs.append(input) }
    public func canAddOutput(_ output: AVCaptureOutput) -> Bool { outputs.isEmpty }
    public func addOutput(_ output: AVCaptureOutput) {
        outputs.append(output)
        (output as? AVCaptureMetadataOutput)?.join()
    }

    public func startRunning() {
        dispatchPrecondition(condition: .notOnQueue(.main))
        isRunning = !_Lens.shared.isBroken
        if isRunning { NotificationCenter.default.post(name: Self.didStartRunningNotification, object: self) }
    }
    public func stopRunning() {
        dispatchPrecondition(condition: .notOnQueue(.main))
        isRunning = false
    }
}

public struct AVLayerVideoGravity: Hashable, Sendable {
    public static let resizeAspectFill = Self()
}

open class AVCaptureVideoPreviewLayer: CALayer {
    public var session: AVCaptureSession?
    public var videoGravity = AVLayerVideoGravity()
    private let there = AVCaptureConnection()
    /// None before the session has a camera.
    public var connection: AVCaptureConnection? { session?.inputs.isEmpty == false ? there : nil }
}
