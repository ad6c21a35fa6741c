import AssentKit
import AssentUI
import Foundation
import SwiftUI
import TestKit
import Testing

/// What moves, and which way lines run.
@MainActor @Suite struct MotionTests {
    private func screen(_ shown: Shown, _ values: (inout EnvironmentValues) -> Void) -> Node {
        TestWindow {
            $0.words = Words(language: "en")
            values(&$0)
        } _: {
            ScreenView(screen: shown.screen)
        }.screen
    }

    @Test func whoWantsNoMotionHasNone() {
        var moving = 0
        for shown in everyState {
            moving += screen(shown) { _ in }.all.count { $0.marks["data-moves"] != nil }
            #expect(!screen(shown) { $0._reducesMotion = true }.all.contains { $0.marks["data-moves"] != nil }, "\(shown.name)")
        }
        #expect(moving > 0)
    }

    @Test func digitsRunFromLeftToRightWhateverTheWordsDo() {
        var found = 0
        for shown in everyState {
            for node in screen(shown, { $0.layoutDirection = .rightToLeft }).all where node.kind == "text" {
                let isCode = node.text.wholeMatch(of: /[0-9•]+[\u{2009} ]?[0-9•]+|([0-9A-Z]{4} )+[0-9A-Z]{4}|[0-9]/) != nil
                if isCode { found += 1 }
                #expect(node.marks["dir"] == (isCode ? "ltr" : "rtl") || node.text.isEmpty || node.marks["data-title"] != nil, "\(shown.name): \(node.text)")
            }
        }
        #expect(found > 50)
    }

    /// A code in two groups, and the keys for a number.
    @Test(arguments: [("link-code", "604"), ("request-number", "4"), ("request-number", "9")])
    func whatDigitsStandInRunsAsTheyDo(_ name: String, _ text: String) throws {
        let shown = try #require(everyState.first { $0.name == name })
        let rows = screen(shown) { $0.layoutDirection = .rightToLeft }.all.filter { $0.kind == "row" && $0.all.contains { $0.text == text } }
        #expect(rows.last?.marks["dir"] == "ltr")
    }

    @Test func noViewKnowsLeftFromRight() throws {
        let folder = Repository.folder.appendingPathComponent("ios/Sources/AssentUI")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        let views = files.filter { $0.pathExtension == "swift" }
        #expect(views.count > 20)
        for view in views {
            let text = try String(contentsOf: view, encoding: .utf8)
            #expect(!text.contains(/[(\[,:?] ?\.(left|right)\b|"[a-z.]*\.(left|right)\b|offset\(|position\(/), "\(view.lastPathComponent)")
        }
    }
}
