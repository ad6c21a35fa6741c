import AssentKit
import CoreImage
import Foundation

/// QR codes by Core Image.
final class QrCodes: QrMaker {
    /// Four bytes a pixel.
    private static var depth: Int { 4 }

    /// Of the marks in three of its corners, in points (ISO/IEC 18004, 6.3.3).
    private static var mark: Int { 7 }

    private let context = CIContext()

    /// As few points as can be: the screen of a phone is small, and nothing dirties it.
    func make(_ text: String) -> QrPicture? {
        guard let filter = CIFilter(name: "CIQRCodeGenerator") else { return nil }
        filter.setValue(Data(text.utf8), forKey: "inputMessage")
        filter.setValue("L", forKey: "inputCorrectionLevel")
        return filter.outputImage.flatMap { Self.read(rows(of: $0)) }
    }

    /// A pixel is a point of the code; true: it is dark.
    private func rows(of image: CIImage) -> [[Bool]] {
        let (width, height) = (Int(image.extent.width), Int(image.extent.height))
        var bytes = [UInt8](repeating: 0xFF, count: width * height * Self.depth)
        bytes.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            context.render(image, toBitmap: start, rowBytes: width * Self.depth, bounds: image.extent, format: .RGBA8, colorSpace: nil)
        }
        return (0..<height).map { y in (0..<width).map { x in bytes[(y * width + x) * Self.depth] < 0x80 } }
    }

    /// Without the edge, which Core Image draws of its own width. The code reaches all four sides of what is left.
    static func read(_ rows: [[Bool]]) -> QrPicture? {
        let there = rows.indices.filter { rows[$0].contains(true) }
        let across = rows.first?.indices.filter { column in rows.contains { $0[column] } } ?? []
        guard let top = there.first, let bottom = there.last, let left = across.first, let right = across.last, bottom - top == right - left else { return nil }
        let code = rows[top...bottom].map { Array($0[left...right]) }
        return QrPicture(dark: (isUpright(code) ? code : code.reversed()).flatMap { $0 })
    }

    /// The corner without a mark is the last one. Where a bitmap begins, above or below, Apple does not say.
    private static func isUpright(_ code: [[Bool]]) -> Bool {
        guard code.count >= mark else { return true }
        let right = code.count - 1
        return (0..<mark).allSatisfy { code[0][right - $0] && code[mark - 1][right - $0] && code[$0][right] && code[$0][right - mark + 1] }
    }
}
