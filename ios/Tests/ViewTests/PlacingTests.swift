import AssentKit
import AssentUI
import SwiftUI
import TestKit
import Testing

/// An account's place in the list.
@MainActor @Suite struct PlacingTests {
    private let ways = ["To the top", "Up", "Down", "To the bottom"]

    private func window(_ state: AccountState) -> TestWindow<ScreenView> {
        TestWindow { $0.words = Words(language: "en") } _: { ScreenView(screen: .account(Model(still: state))) }
    }

    private func offered(_ state: AccountState) -> [String] { window(state).screen.all.filter { $0.action != nil && !$0.isOff }.flatMap(\.words).filter(ways.contains) }

    @Test(arguments: [("placing", 0..<4), ("placing-first", 2..<4), ("placing-last", 0..<2)])
    func whatWouldChangeNothingStaysAndCantBeTouched(_ name: String, _ places: Range<Int>) {
        #expect(offered(Samples.accountStates[name]) == Array(ways[places]))
        #expect(window(Samples.accountStates[name]).texts.filter(ways.contains) == ways)
    }

    @Test func theAccountAndItsPlaceAreSaid() {
        let texts = window(Samples.accountStates["placing-first"]).texts
        #expect(texts.contains("Atelier") && texts.contains("1 of 5"))
    }

    @Test func whereThereIsNothingToOrderNothingIsOffered() {
        let several = Samples.accountStates["looking"]
        #expect(window(several).texts.contains("Place in the list") && window(several).texts.contains("3 of 5"))
        #expect(!window(with(several) { ($0.place, $0.count) = (0, 1) }).texts.contains("Place in the list"))
    }
}
