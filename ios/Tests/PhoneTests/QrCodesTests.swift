import AssentKit
import CoreImage
import Foundation
import TestKit
import Testing

@testable import AssentApp

/// What Core Image draws, read point by point.
@MainActor @Suite struct QrCodesTests {
    private let side = Samples.picture.side
    private var rows: [[Bool]] { (0..<side).map { row in Array(Samples.picture.dark[(row * side)..<((row + 1) * side)]) } }

    /// With an edge of white around it.
    private func within(_ edge: Int) -> [[Bool]] {
        let blank = Array(repeating: Array(repeating: false, count: side + 2 * edge), count: edge), white = Array(repeating: false, count: edge)
        return blank + rows.map { white + $0 + white } + blank
    }

    @Test func theWholeTextIsAskedForWithTheFewestPointsAndTheEdgeIsLeftOut() {
        let asked = Shared<[String: String]>([:])
        CIFilter._draw = { name, values in
            let message = (values["inputMessage"] as? Data).map { String(decoding: $0, as: UTF8.self) } ?? ""
            asked.with { $0 = ["name": name, "message": message, "level": values["inputCorrectionLevel"] as? String ?? ""] }
            return within(1)
        }
        #expect(QrCodes().make("assent:move#v1.AA") == Samples.picture)
        #expect(asked.with { $0 } == ["name": "CIQRCodeGenerator", "message": "assent:move#v1.AA", "level": "L"])
    }

    @Test(arguments: [0, 1, 4])
    func theEdgeMayHaveAnyWidthAndRowsMayComeFromBelow(_ edge: Int) {
        #expect(QrCodes.read(within(edge)) == Samples.picture)
        #expect(QrCodes.read(within(edge).reversed()) == Samples.picture)
    }

    @Test func whereNothingWasDrawnThereIsNoPicture() {
        #expect(QrCodes.read([]) == nil)
        #expect(QrCodes.read([[false, false], [false, false]]) == nil)
    }
}
