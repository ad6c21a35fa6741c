import AssentKit
import SwiftUI

/// A QR code, black on white also in the dark: so every camera reads it.
struct QrView: View {
    let picture: QrPicture
    let about: String

    var body: some View {
        Points(picture: picture).fill(Color.black)
            .aspectRatio(1, contentMode: .fit)
            .background(Color.white, in: RoundedRectangle(cornerRadius: 14))
            .frame(maxWidth: 420)
            .accessibilityElement().accessibilityLabel(Text(verbatim: about)).accessibilityAddTraits(.isImage).privacySensitive()
    }

    /// The dark ones, in the middle of their white. Each has a whole size, so that no line between two is grey.
    nonisolated static func points(of picture: QrPicture, in rect: CGRect) -> [CGRect] {
        let size = max(1, (min(rect.width, rect.height) / CGFloat(picture.side + 2 * quiet)).rounded(.down))
        let edge = size * CGFloat(picture.side), left = (rect.midX - edge / 2).rounded(.down), top = (rect.midY - edge / 2).rounded(.down)
        return picture.dark.indices.filter { picture.dark[$0] }.map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: picture.side)
            return CGRect(x: left + size * CGFloat(column), y: top + size * CGFloat(row), width: size, height: size)
        }
    }

    /// How many white points lie around a code (ISO/IEC 18004, 6.3.8).
    private nonisolated static var quiet: Int { 4 }
}

private struct Points: Shape {
    let picture: QrPicture

    nonisolated func path(in rect: CGRect) -> Path {
        var path = Path()
        for point in QrView.points(of: picture, in: rect) { path.addRect(point) }
        return path
    }
}
