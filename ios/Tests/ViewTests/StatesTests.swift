import AssentKit
import Foundation
import SwiftUI
import TestKit
import Testing

@testable import AssentUI

/// Every state of every screen can be shown, in both languages.
@MainActor @Suite struct StatesTests {
    private func window(_ shown: Shown, _ language: String) -> TestWindow<ScreenView> {
        TestWindow { $0.words = Words(language: language, zone: TimeZone(identifier: "UTC")!) } _: { ScreenView(screen: shown.screen) }
    }

    @Test(arguments: ["en", "fr"])
    func noTextIsMissingAndNoHoleIsOpen(_ language: String) {
        for shown in everyState {
            let texts = window(shown, language).texts
            #expect(!texts.isEmpty, "\(shown.name)")
            for text in texts { #expect(!text.contains("%") && TextKey(rawValue: text) == nil || text == "Code", "\(shown.name): \(text)") }
        }
    }

    /// Of the screens that are alike. What comes by pushes and cameras is another matter.
    @Test(
        arguments: [
            "accounts", "request", "requests", "account", "history", "link", "settings", "signIn", "type", "damaged", "welcome", "repair", "import",
            "export", "lock",
        ])
    func everyStateOfTheAndroidAppIsHere(_ screen: String) throws {
        let files = try ["Samples", "TransferSamples"].map { try Repository.text("android/src/test/kotlin/org/assent/app/\($0).kt") }
        let blocks = files.joined().replacing("private val ", with: "val ").components(separatedBy: "\n    val ")
        let names = blocks.filter { $0.hasPrefix("\(screen)States") }.flatMap { $0.matches(of: /"([a-z-]+)" to/) }.map { String($0.1) }
        let prefix = screen == "signIn" ? "sign-in" : screen
        let missing = names.filter { name in !everyState.contains { $0.name == "\(prefix)-\(name)" } }
        #expect(!names.isEmpty && missing.isEmpty, "\(missing)")
    }

    @Test func addressesMayBreakAndSentencesStayWhole() {
        #expect(breakable("ada@atelier.example") == "ada@\u{200B}atelier.\u{200B}example")
        #expect(breakable("2001:db8::7348") == "\u{2068}2001:db8::7348\u{2069}")
        #expect(breakable("Set. Tap to change it.") == "Set. Tap to change it.")
    }

    @Test func whatCanBeTouchedHasAName() {
        for shown in everyState {
            for node in window(shown, "en").screen.all where node.action != nil || node.input != nil {
                #expect(!(node.label ?? node.words.joined()).isEmpty, "\(shown.name)")
            }
        }
    }

    @Test func everyPageHasAHeading() {
        for shown in everyState where shown.name != "accounts-failed" {
            #expect(window(shown, "en").screen.all.contains { $0.marks["role"] == "heading" }, "\(shown.name)")
        }
    }

    @Test func yesAndNoAreOfOneSizeAndNoComesFirst() throws {
        let shown = try #require(everyState.first { $0.name == "request-asking" })
        let buttons = window(shown, "en").screen.all.filter { $0.action != nil }
        #expect(buttons.suffix(2).map(\.words) == [["NO"], ["YES"]])
    }
}
