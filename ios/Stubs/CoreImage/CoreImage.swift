// A stand-in for what the app uses of Core Image, with Apple's documented signatures.
import Foundation

open class CIFilter {
    /// What the filter of this name draws of its values, pixel by pixel; for tests. True is black.
    nonisolated(unsafe) public static var _draw: (_ name: String, _ values: [String: Any]) -> [[Bool]] = { _, _ in [] }

    let name: String
    private var values: [String: Any] = [:]

    public init?(name: String) { self.name = name }

    open func setValue(_ value: Any?, forKey key: String) { values[key] = value }

    open var outputImage: CIImage? { CIImage(pixels: Self._draw(name, values)) }
}

open class CIImage {
    let pixels: [[Bool]]

    init(pixels: [[Bool]]) { self.pixels = pixels }

    open var extent: CGRect { CGRect(x: 0, y: 0, width: CGFloat(pixels.first?.count ?? 0), height: CGFloat(pixels.count)) }
}

public struct CIFormat: Equatable, Sendable {
    public static let RGBA8 = CIFormat()
}

open class CGColorSpace {}

open class CIContext {
    public init() {}

    open func render(_ image: CIImage, toBitmap data: UnsafeMutableRawPointer, rowBytes: Int, bounds: CGRect, format: CIFormat, colorSpace: CGColorSpace?) {
        for (y, row) in image.pixels.enumerated() {
            for (x, isBlack) in row.enumerated() {
                for (channel, value) in [isBlack ? 0 : 255, isBlack ? 0 : 255, isBlack ? 0 : 255, 255].enumerated() {
                    data.storeBytes(of: UInt8(value), toByteOffset: y * rowBytes + 4 * x + channel, as: UInt8.self)
                }
            }
        }
    }
}
