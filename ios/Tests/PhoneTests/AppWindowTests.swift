import AVFoundation
import AssentKit
import Foundation
import SwiftUI
import TestKit
import Testing
import UIKit

@testable import AssentApp

extension ThePhone {
    /// The app's window: before it has begun, when it can't, and with its screens.
    @MainActor @Suite struct AppWindowTests {
        private func window(_ running: Running, _ values: (inout EnvironmentValues) -> Void = { _ in }) -> TestWindow<AppWindow> {
            TestWindow {
                $0.words = Words(language: "en")
                values(&$0)
            } _: { AppWindow(running) }
        }

        @Test func nothingIsSeenBeforeTheAppHasBegunAndThenItsFirstScreen() async throws {
            let app = try await launch(), running = Running { .ok(app) }, window = window(running)
            #expect(window.texts.isEmpty)
            await running.appeared(.active)
            #expect(app.parts.stack.places == [.welcome] && window.texts.contains("Welcome to Assent"))
        }

        @Test func aWindowThatIsNotBeforeThePersonShowsNothingYet() async throws {
            let app = try await launch(), running = Running { .ok(app) }
            await running.appeared(.inactive)
            #expect(app.parts.stack.places.isEmpty)
            await running.follow(.active)
            #expect(app.parts.stack.places == [.welcome])
        }

        @Test func anAppThatCantBeginSaysWhy() async {
            let running = Running { .failed(Problem(.other, "error-full")) }
            await running.appeared(.active)
            #expect(window(running).texts == [Words(language: "en")(.errorFull)])
        }

        @Test func aLinkFromAnotherAppIsOpened() async throws {
            let running = try await opened(), stack = try #require(running.launch?.value).parts.stack
            window(running).open(try #require(URL(string: "https://assent.example/link#abc")))
            try await until("the link") { stack.top?.place == .link("https://assent.example/link#abc") }
        }

        @Test func whatTheCameraSeesIsOnTheScreenWhileItLooks() async throws {
            let lens = _Lens.shared
            (lens.isThere, lens.isBroken, lens.status, lens.grants) = (true, false, .notDetermined, true)
            let running = try await opened(), stack = try #require(running.launch?.value).parts.stack, window = window(running)
            stack.go(.scan())
            var isSeen: Bool { window.screen.all.contains { $0.kind == "foreign" } }
            #expect(window.texts.contains(Words(language: "en")(.cameraWhy)) && !isSeen)
            #expect(window.press(Words(language: "en")(.goOn)))
            try await until("its picture") { isSeen }
            stack.close(.scan())
            #expect(!isSeen)
        }

        @Test func thePhoneDoesNotGoDarkOverWhatIsTypedElsewhere() async throws {
            let stack = Stack { place in place == .accounts ? .add(Model(still: AddState())) : .link(Model(still: .showsCode(Samples.link))) }
            let window = TestWindow { _ in } _: { EmptyView().modifier(Lit(stack: stack)) }
            func stays() -> Bool { window.texts.isEmpty && UIApplication.shared.isIdleTimerDisabled }
            stack.go(.accounts)
            #expect(!stays())
            stack.go(.link("t"))
            #expect(stays())
            stack.close(.link("t"))
            #expect(!stays())
        }

        @Test func everyCodeAndPictureForAnotherScreenStaysLitAndNothingElseDoes() {
            let lit = ["link-code", "move-in-code", "move-in-single", "move-in-one-stays", "move-in-no-network", "move-out-showing", "move-out-wrong-code"]
            #expect(everyState.filter(\.screen.staysLit).map(\.name).sorted() == lit.sorted())
        }

        @Test func whatIsRecordedOrShownElsewhereIsCovered() async throws {
            let app = try await launch(), running = Running { .ok(app) }
            await running.appeared(.active)
            let captured = window(running) { $0.isSceneCaptured = true }, away = window(running) { $0.scenePhase = .inactive }
            #expect(!covered(window(running)) && covered(captured) && covered(away))
            let why = Words(language: "en")(.iosCaptured)
            #expect(captured.texts.last == why && !away.texts.contains(why))
        }

        /// The mark lies over everything.
        private func covered(_ window: TestWindow<AppWindow>) -> Bool {
            let above = window.screen.all.filter { ["symbol", "button"].contains($0.kind) }.last
            return above?.marks["data-symbol"] == "checkmark.seal"
        }
    }
}
