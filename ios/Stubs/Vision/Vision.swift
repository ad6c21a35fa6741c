// A stand-in for what the app uses of Vision, with Apple's documented signatures.
@_exported import Foundation
import ImageIO

public struct VNBarcodeSymbology: Hashable, Sendable {
    let name: String
    public static let qr = Self(name: "VNBarcodeSymbologyQR"), aztec = Self(name: "VNBarcodeSymbologyAztec")
}

public struct VNImageOption: Hashable, Sendable {}

open class VNObservation: NSObject {}
open class VNBarcodeObservation: VNObservation {
    public let payloadStringValue: String?
    init(_ text: String?) { payloadStringValue = text }
}

open class VNRequest: NSObject {
    fileprivate func look(at image: CGImage) {}
}

open class VNDetectBarcodesRequest: VNRequest {
    public var symbologies: [VNBarcodeSymbology] = [.qr, .aztec]
    public private(set) var results: [VNBarcodeObservation]?
    public override init() {}
    fileprivate override func look(at image: CGImage) { results = symbologies == [.qr] ? image._codes.map(VNBarcodeObservation.init) : nil }
}

open class VNImageRequestHandler: NSObject {
    private let image: CGImage
    public init(cgImage image: CGImage, options: [VNImageOption: Any] = [:]) { self.image = image }

    /// One of more than 2048 pixels a side is one that nobody made smaller.
    public func perform(_ requests: [VNRequest]) throws {
        if image._side > 2048 { throw CocoaError(.featureUnsupported) }
        requests.forEach { $0.look(at: image) }
    }
}
