import AssentKit
import AssentUI
import SwiftUI
import TestKit
import Testing

/// Large screens.
@MainActor @Suite struct PanesTests {
    private func window(_ stack: Stack) -> TestWindow<RootView> {
        TestWindow {
            $0.words = Words(language: "en")
            $0.horizontalSizeClass = .regular
        } _: {
            RootView(stack: stack)
        }
    }

    @Test func theListStaysBesideWhatWasOpenedFromIt() {
        let stack = sampleStack([.accounts, .account("1")]), window = window(stack)
        #expect(window.texts.contains("Accounts") && window.texts.contains("Rename"))
        #expect(window.press("Back"))
        #expect(stack.places == [.accounts] && !window.texts.contains("Rename"))
    }

    @Test func theListSaysWhichAccountStandsBesideIt() {
        let stack = sampleStack([.accounts, .account("1")]), window = window(stack)
        var chosen: [String] { window.screen.heard.filter { $0.traits.contains(.selected) }.map(\.name) }
        #expect(chosen.count == 1 && chosen[0].hasPrefix("Atelier, ada@atelier.example"))
        stack.close(.account("1"))
        #expect(chosen.isEmpty)
    }

    @Test func aRequestHasTheWholeWindow() {
        let texts = window(sampleStack([.accounts, .request("r1")])).texts
        #expect(texts.contains("Are you signing in to Forge?") && !texts.contains("Accounts"))
    }

    @Test func whatIsAwayFromTheScreenShowsNothing() {
        let window = TestWindow { $0.scenePhase = .inactive } _: { RootView(stack: sampleStack([])) }
        #expect(window.texts.isEmpty)
    }
}
