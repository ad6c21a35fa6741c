import SwiftUI

/// A sign beside words; above them where letters are so large that they want the whole width.
struct Beside<Sign: View, Content: View>: View {
    let alignment: VerticalAlignment

    /// Of the sign, in points.
    let width: CGFloat
    let sign: Sign
    let content: Content
    @Environment(\.dynamicTypeSize) private var size

    init(_ alignment: VerticalAlignment = .top, width: CGFloat = 28, @ViewBuilder sign: () -> Sign, @ViewBuilder content: () -> Content) {
        (self.alignment, self.width, self.sign, self.content) = (alignment, width, sign(), content())
    }

    var body: some View {
        if size.isAccessibilitySize {
            VStack(alignment: .leading, spacing: 4) { sign; wide }
        } else {
            HStack(alignment: alignment, spacing: 12) { sign.frame(width: width); wide }
        }
    }

    private var wide: some View { content.multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading) }
}
