import Accessibility
import AssentKit
import AssentUI
import Foundation
import SwiftUI
import TestKit
import Testing

/// The app for who listens to it. What VoiceOver itself does with it, no test here shows.
@MainActor @Suite struct VoiceOverTests {
    private static let words = Words(language: "en", locale: Locale(identifier: "en_GB"), zone: TimeZone(identifier: "UTC")!)

    private func screen(_ shown: Shown, _ words: Words = Self.words) -> Node {
        TestWindow { $0.words = words } _: { NavigationStack { ScreenView(screen: shown.screen) } }.screen
    }

    private func heard(_ name: String) throws -> [Heard] { screen(try #require(everyState.first { $0.name == name })).heard }

    private func headings(_ name: String) throws -> [String] { try heard(name).filter { $0.traits.contains(.heading) }.map(\.name) }

    @Test(arguments: ["en", "fr"])
    func everyControlHasANameAndASwitchSaysHowItStands(_ language: String) {
        for shown in everyState {
            for one in screen(shown, Words(language: language)).heard where one.isControl {
                #expect(one.name.contains(where: \.isLetter) || one.name.count == 1 && one.name.allSatisfy(\.isNumber), "\(shown.name): \(one)")
                #expect(!one.traits.contains(.toggle) || ["true", "false"].contains(one.value), "\(shown.name): \(one)")
            }
        }
    }

    @Test func everyControlIsHeardOnce() {
        for shown in everyState {
            let all = screen(shown).all, controls = all.filter { $0.action != nil || $0.input != nil }
            #expect(screen(shown).heard.filter(\.isControl).count == controls.count, "\(shown.name)")
        }
    }

    @Test func aPageBeginsWithItsTitleAndThenSaysWhatWentWrong() throws {
        let errors = Set(TextKey.allCases.filter { $0.rawValue.hasPrefix("error") }.map { Self.words(Problem(.other, $0.rawValue)) })
        for shown in everyState {
            let all = screen(shown).heard
            let title = try #require(all.firstIndex { $0.traits.contains(.heading) }, "\(shown.name)")
            // Of the bar above.
            #expect(all.prefix(title).allSatisfy { $0.traits.contains(.button) }, "\(shown.name): \(all.prefix(title + 1))")
            let isQuestion = ["request-", "lock-", "welcome-"].contains { shown.name.hasPrefix($0) }
            guard !isQuestion, let problem = all.firstIndex(where: { errors.contains($0.name) }) else { continue }
            #expect(all[title..<problem].allSatisfy { $0.isControl || $0.traits.contains(.heading) }, "\(shown.name): \(all)")
        }
    }

    @Test func theMainActionIsFoundAtTheEnd() throws {
        let accent = "rgba(11,110,105,1.0)"
        var found = 0
        for shown in everyState {
            let all = screen(shown).all.filter { $0.kind != "bar" && ["text", "button", "field", "switch"].contains($0.kind) }
            guard let main = all.lastIndex(where: { $0.kind == "button" && $0.all.contains { $0.style["background"] == accent } }) else { continue }
            let inside = all[main].all
            let after = all[(main + 1)...].filter { one in !inside.contains { $0 === one } && one.kind != "text" }
            #expect(after.allSatisfy { $0.kind == "button" }, "\(shown.name)")
            found += 1
        }
        #expect(found > 40)
    }

    @Test func aQuestionIsHeardBeforeTheTimeThatIsLeft() throws {
        let first = try heard("request-asking").prefix(3)
        #expect(first.map(\.name).prefix(2) == ["Are you signing in to Forge?", "1 min 52 s"] && first[1].traits == [.updates])
        #expect(try heard("request-asking").suffix(2).map(\.name) == ["NO", "YES"])
    }

    @Test func codesAreHeardDigitByDigit() throws {
        for shown in everyState {
            for one in screen(shown).heard where one.value == nil {
                #expect(!one.name.contains(/\d{3}[ \u{2009}]\d{3}|\d{6}/), "\(shown.name): \(one)")
            }
        }
        #expect(try heard("accounts-content").contains { $0.name.contains("4 7 3 4 4 1") })
        #expect(try heard("account-looking").contains { $0.name == "Code 4 7 3 4 4 1. Tap to copy." })
        #expect(try heard("link-code").contains { $0.name == "6 0 4 3 8 1" })
        #expect(try heard("settings-recovery-key").contains { $0.name.hasPrefix("7 Q K 4, 0 M 2 X, ") })
        #expect(try heard("request-number").contains { $0.name.contains("4 1 7 0") })
    }

    @Test func hiddenCodesStayHidden() throws {
        let rows = try heard("accounts-hidden").map(\.name)
        #expect(rows.contains { $0.contains("4 7 3 4 4 1") } && !rows.contains { $0.contains("2 3 9 9 6 2") || $0.contains("•") })
    }

    @Test func signsFacesAndRingsSayNothing() {
        for shown in everyState {
            let names = screen(shown).heard.map(\.name)
            #expect(!names.contains { $0.contains("symbol ") || ["At", "Fo", "We", "Ét"].contains($0) }, "\(shown.name): \(names)")
        }
    }

    @Test func theRotorFindsThePartsOfAPage() throws {
        #expect(try headings("settings-list").starts(with: ["Settings", "App lock"]) && headings("settings-list").suffix(3) == ["Codes", "In and out", "About"])
        #expect(try headings("history-content") == ["History", "Today", "Yesterday", "11 November 2026"])
        #expect(try headings("add-ways") == ["Add an account", "On an Assent server", "Of another website"])
        #expect(try headings("request-over-denied") == ["Denied. Nobody got in."])
        #expect(try headings("import-preview") == ["Import", "5 accounts of Aegis", "Here already", "New", "Can’t be taken over"])
    }

    @Test func whatIsChosenIsSaidToBe() throws {
        #expect(try heard("account-painting").filter { $0.traits.contains(.selected) }.map(\.name) == ["Teal"])
        #expect(try heard("settings-lock-after").filter { $0.traits.contains(.selected) }.map(\.name) == ["After 5 minutes"])
    }

    @Test func whatBecameOfARequestIsSaidInPlaceOfTheQuestion() {
        let state = Shared(Samples.requestStates["asking"])
        let window = TestWindow { $0.words = Words(language: "fr") } _: { ScreenView(screen: .request(Model(still: state.with { $0 }))) }
        #expect(window.texts.contains("OUI"))
        state.with { $0 = Samples.requestStates["over-approved"] }
        #expect(window.texts.contains("Approuvé") && AccessibilityNotification._said.contains("Approuvé"))
    }

    @Test func theNewPlaceOfAnAccountIsSaid() {
        let state = Shared(Samples.accountStates["placing"])
        let window = TestWindow { $0.words = Words(language: "fr") } _: { ScreenView(screen: .account(Model(still: state.with { $0 }))) }
        #expect(window.texts.contains("3 sur 5") && !AccessibilityNotification._said.contains("3 sur 5"))
        state.with { $0.place = 1 }
        #expect(window.texts.contains("2 sur 5") && AccessibilityNotification._said.contains("2 sur 5"))
    }

    /// Once each; other tests say them too.
    @Test func whatGoesWrongIsSaidAtOnce() {
        said("error-full", .signIn(Model(still: SignInState())), .signIn(Model(still: with(SignInState()) { $0.problem = Problem(.other, "error-full") })))
        said("error-pin-common", welcome(nil), welcome(Problem(.other, "error-pin-common")))
        said("error-busy", list(nil), list(Problem(.other, "error-busy")))
        let locked = Samples.lockStates["locked"]
        said("error-pin-disabled", .lock(Model(still: locked)), .lock(Model(still: with(locked) { $0.problem = Problem(.other, "error-pin-disabled") })))
        let asking = Samples.requestStates["asking"], denied = Samples.requestStates["over-denied"]
        said("error-no-network", .request(Model(still: asking)), .request(Model(still: with(asking) { $0.problem = Problem(.noNetwork, "error-no-network") })))
        said("error-expired", .request(Model(still: denied)), .request(Model(still: with(denied) { $0.problem = Problem(.expired, "error-expired") })))
    }

    private func welcome(_ problem: Problem?) -> Screen { .welcome(Model(still: WelcomeState(problem: problem))) }

    private func list(_ problem: Problem?) -> Screen { .accounts(Model(still: with(Samples.accountsStates["content"]) { $0.problem = problem })) }

    private func said(_ key: String, _ before: Screen, _ after: Screen) {
        let words = Words(language: "fr"), text = words(Problem(.other, key)), shown = Shared(before)
        var times: Int { AccessibilityNotification._said.filter { $0 == text }.count }
        let earlier = times
        let window = TestWindow { $0.words = words } _: { ScreenView(screen: shown.with { $0 }) }
        #expect(!window.texts.contains(text) && times == earlier, "\(key)")
        shown.with { $0 = after }
        #expect(window.texts.contains(text) && times == earlier + 1, "\(key)")
        #expect(window.texts.contains(text) && times == earlier + 1, "\(key)")
    }

    @Test(arguments: ["sign-in-bad", "welcome-failed", "lock-pin-wrong", "accounts-failed", "repair-no-network"])
    func whatWentWrongBeforeAPageCameIsSaidWithIt(_ name: String) throws {
        let shown = try #require(everyState.first { $0.name == name }), words = Words(language: "fr")
        let window = TestWindow { $0.words = words } _: { ScreenView(screen: shown.screen) }
        let earlier = AccessibilityNotification._said.count, texts = window.texts, said = AccessibilityNotification._said.dropFirst(earlier)
        #expect(said.count == 1 && texts.contains { said.contains($0) }, "\(said)")
        #expect(window.texts == texts && AccessibilityNotification._said.count == earlier + 1)
    }
}
