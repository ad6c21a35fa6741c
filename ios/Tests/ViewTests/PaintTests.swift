import AssentKit
import Foundation
import TestKit
import Testing

@testable import AssentUI

/// The looks are those of the Android app.
@Suite struct PaintTests {
    @Test(arguments: ["values", "values-night"])
    func colours(_ folder: String) throws {
        let file = try Repository.text("android/res/\(folder)/colors.xml")
        for paint in Paint.allCases { #expect(file.contains("<color name=\"\(paint.rawValue)\">\(hex(folder == "values" ? paint.light : paint.dark))<"), "\(paint)") }
        for colour in Colour.all {
            for (part, end) in [(FacePaint.Part.ground, ""), (.ink, "_ink")] {
                let hues = FacePaint(colour: colour, part: part).hues
                #expect(file.contains("\"face_\(colour)\(end)\">\(hex(folder == "values" ? hues.light : hues.dark))<"), "\(colour)")
            }
        }
    }

    private func hex(_ hue: UInt32) -> String { "#" + String(format: "%06X", hue) }
}
