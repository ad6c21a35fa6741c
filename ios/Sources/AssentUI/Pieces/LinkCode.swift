import AssentKit
import SwiftUI

/// A code to be typed elsewhere: large, in two groups of three, read out digit by digit.
struct LinkCode: View {
    let code: String

    var body: some View {
        HStack(spacing: 20) {
            Text(verbatim: String(code.prefix(3)))
            Text(verbatim: String(code.dropFirst(3)))
        }
        .font(.system(size: 56, weight: .bold)).foregroundStyle(Paint.ink).lineLimit(1).minimumScaleFactor(0.5).digits()
        .accessibilityElement().accessibilityLabel(Text(verbatim: spoken(code)))
    }
}
