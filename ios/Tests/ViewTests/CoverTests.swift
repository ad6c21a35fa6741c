import Accessibility
import AssentKit
import AssentUI
import SwiftUI
import TestKit
import Testing

/// What hides the screens, and says why.
@MainActor @Suite struct CoverTests {
    private let why = Words(language: "fr")(.iosCaptured)

    private func window(_ stack: Stack, _ values: @escaping (inout EnvironmentValues) -> Void) -> TestWindow<RootView> {
        TestWindow {
            $0.words = Words(language: "fr")
            values(&$0)
        } _: {
            RootView(stack: stack)
        }
    }

    @Test(arguments: [UserInterfaceSizeClass.compact, .regular])
    func whileTheScreenIsRecordedOnlyThatIsHeard(_ size: UserInterfaceSizeClass) {
        for places in [[.accounts, .account("1")], [.accounts, .request("r1")], [.lock], []] as [[Place]] {
            let captured = window(sampleStack(places)) { ($0.isSceneCaptured, $0.horizontalSizeClass) = (true, size) }
            #expect(captured.screen.heard.map(\.name) == [why], "\(places)")
        }
    }

    @Test func inTheAppSwitcherNothingIsSaid() {
        for phase in [ScenePhase.inactive, .background] {
            #expect(!window(sampleStack([.accounts])) { $0.scenePhase = phase }.texts.contains(why))
        }
        #expect(window(sampleStack([])) { _ in }.texts.isEmpty)
    }

    @Test func whoListensHearsAtOnceWhyNothingIsThere() {
        let captured = Shared(false)
        let window = TestWindow { $0.words = Words(language: "fr") } _: {
            RootView(stack: sampleStack([.accounts])).environment(\.isSceneCaptured, captured.with { $0 })
        }
        let before = times
        #expect(window.texts.contains("Comptes") && times == before)
        captured.with { $0 = true }
        #expect(window.texts.contains(why) && times == before + 1)
    }

    /// Other tests say it too.
    private var times: Int { AccessibilityNotification._said.count { $0 == why } }

    @Test func whoListensIsLedToWhatComesOverEverythingAndBack() {
        let stack = sampleStack([.accounts]), window = window(stack) { _ in }
        var screens: Int {
            _ = window.texts
            return AccessibilityNotification._screens
        }
        let first = screens
        stack.go(.request("r1"))
        #expect(screens == first + 1)
        stack.close(.request("r1"))
        #expect(screens == first + 2)
        stack.go(.settings)
        #expect(screens == first + 2)
    }
}
