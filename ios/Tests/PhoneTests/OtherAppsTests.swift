import AssentKit
import AuthenticationServices
import Foundation
import Testing
import UIKit

@testable import AssentApp

extension ThePhone {
    /// The browser, the clipboard, the share sheet, the phone's settings.
    @MainActor @Suite struct OtherAppsTests {
        private let outings = Outings()
        private let others: OtherApps

        init() { others = OtherApps(outings) }

        @Test func aCodeOnTheClipboardStaysOnThisPhoneForHalfAMinute() throws {
            others.copy("473441")
            #expect(UIPasteboard.general._items.first?["public.utf8-plain-text"] as? String == "473441")
            #expect(UIPasteboard.general._options[.localOnly] as? Bool == true)
            let end = try #require(UIPasteboard.general._options[.expirationDate] as? Date)
            #expect((25...30).contains(end.timeIntervalSinceNow))
        }

        @Test func whatAnotherAppCopiedIsPasted() {
            UIPasteboard.general.string = nil
            #expect(others.pasted().isEmpty)
            UIPasteboard.general.string = "JBSW Y3DP"
            #expect(others.pasted() == "JBSW Y3DP")
        }

        @Test func onlyPagesOfTheWebAreOpened() {
            #expect(!others.openPage("file:///etc/passwd") && !others.signIn("javascript:1") {} && !outings.isOut)
            #expect(others.openPage("https://assent.example/security"))
            #expect(UIApplication.shared._opened.last?.absoluteString == "https://assent.example/security")
            others.openSettings()
            #expect(UIApplication.shared._opened.last?.absoluteString == UIApplication.openSettingsURLString)
        }

        @Test func aSignInCallsBackOnAnyThreadAndEndsTheOuting() async throws {
            var called: [String] = []
            others.onCallback = { called.append($0) }
            #expect(others.signIn("https://assent.example/start") {})
            let session = try #require(ASWebAuthenticationSession._last)
            #expect(outings.isOut && session._url.absoluteString == "https://assent.example/start")
            #expect(session._scheme == "assent" && session.presentationContextProvider === others)
            session._end(URL(string: "assent:signed-in?code=1"))
            try await until("the way back") { called == ["assent:signed-in?code=1"] && !outings.isOut }
        }

        @Test func whoClosesTheSignInPageComesBackWithNothingAndThatIsTold() async throws {
            var called: [String] = []
            var closed = 0
            others.onCallback = { called.append($0) }
            _ = others.signIn("https://assent.example/start") { closed += 1 }
            try #require(ASWebAuthenticationSession._last)._end(nil)
            try await until("the way back") { !outings.isOut }
            #expect(called.isEmpty && closed == 1)
        }

        @Test func aPageThatTheSystemDoesNotOpenIsNoOuting() {
            ASWebAuthenticationSession._starts = false
            defer { ASWebAuthenticationSession._starts = true }
            #expect(!others.signIn("https://assent.example/start") {} && !outings.isOut)
        }

        @Test func whatIsSharedLiesHereOnlyUntilTheSheetIsGone() throws {
            let root = front()
            others.share(name: "key.txt", text: "recovery")
            let sheet = try #require(root.presentedViewController as? UIActivityViewController)
            let file = try #require(sheet._items.first as? URL)
            #expect(outings.isOut && FileManager.default.contents(atPath: file.path) == Data("recovery".utf8))
            sheet.completionWithItemsHandler?(nil, true, nil, nil)
            #expect(!outings.isOut && !FileManager.default.fileExists(atPath: file.path))
        }

        @Test func whatIsSharedGoesWhenTheSheetIsSwipedAway() throws {
            let root = front()
            others.share(name: "swiped.txt", text: "recovery")
            let sheet = try #require(root.presentedViewController as? UIActivityViewController)
            #expect(lies("swiped.txt"))
            sheet._swipe()
            #expect(!outings.isOut && !lies("swiped.txt"))
        }

        @Test func aSecondTouchSharesNothingWhileTheSheetIsThere() throws {
            let root = front()
            others.share(name: "first.txt", text: "recovery")
            let sheet = try #require(root.presentedViewController)
            others.share(name: "second.txt", text: "recovery")
            #expect(sheet.presentedViewController == nil && !lies("second.txt"))
            sheet._swipe()
            #expect(!outings.isOut && !lies("first.txt"))
        }

        @Test func aSheetThatTheSystemDropsIsNoOuting() {
            let root = front()
            root._drops = true
            others.share(name: "dropped.txt", text: "recovery")
            #expect(!outings.isOut && !lies("dropped.txt"))
        }

        @Test func nothingIsSharedOverWhatIsStillOnItsWay() {
            let (root, sheet) = (front(), UIViewController())
            root.present(sheet, animated: true)
            sheet._isOnItsWay = true
            others.share(name: "early.txt", text: "recovery")
            #expect(!outings.isOut && !lies("early.txt"))
        }

        private func lies(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: FileManager.default.temporaryDirectory.appendingPathComponent(name).path)
        }

        @Test func whoAsksAgainHasTheNewerSignInPageAlone() async throws {
            var called: [String] = []
            others.onCallback = { called.append($0) }
            _ = others.signIn("https://assent.example/first") {}
            let first = try #require(ASWebAuthenticationSession._last)
            _ = others.signIn("https://assent.example/second") {}
            let second = try #require(ASWebAuthenticationSession._last)
            #expect(first._isCancelled && second !== first && outings.isOut)
            first._end(nil)
            second._end(URL(string: "assent:signed-in?code=2"))
            try await until("the way back") { called == ["assent:signed-in?code=2"] && !outings.isOut }
        }

        @Test func whereNobodyIsNothingIsSharedAndNothingLies() {
            UIApplication.shared._scenes = []
            others.share(name: "nobody.txt", text: "recovery")
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("nobody.txt")
            #expect(!outings.isOut && !FileManager.default.fileExists(atPath: file.path))
        }
    }
}
