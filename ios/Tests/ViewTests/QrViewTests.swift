import AssentKit
import SwiftUI
import TestKit
import Testing

@testable import AssentUI

/// A picture that other phones' cameras read.
@MainActor @Suite struct QrViewTests {
    private func drawn(_ scheme: ColorScheme) -> [Node] {
        TestWindow { $0.colorScheme = scheme } _: { QrView(picture: Samples.picture, about: "QR code") }.screen.all
    }

    @Test(arguments: ColorScheme.allCases)
    func itIsBlackOnWhiteAlsoInTheDark(_ scheme: ColorScheme) {
        let nodes = drawn(scheme)
        #expect(nodes.contains { $0.style["background"] == "#fff" })
        #expect(nodes.contains { $0.text.contains("fill:#000") })
        #expect(nodes.contains { $0.label == "QR code" })
    }

    @Test(arguments: [300, 358.5, 420] as [CGFloat])
    func fourWhitePointsLieAroundItAndNoPointIsCut(_ size: CGFloat) throws {
        let room = CGRect(x: 10, y: 20, width: size, height: size)
        let points = QrView.points(of: Samples.picture, in: room), point = try #require(points.first).width
        #expect(points.count == Samples.picture.dark.count { $0 })
        #expect(points.allSatisfy { $0.width == point && $0.height == point && $0.minX == $0.minX.rounded() })
        let quiet = room.insetBy(dx: 4 * point, dy: 4 * point)
        #expect(points.allSatisfy { quiet.minX <= $0.minX && $0.maxX <= quiet.maxX && quiet.minY <= $0.minY && $0.maxY <= quiet.maxY })
    }
}
