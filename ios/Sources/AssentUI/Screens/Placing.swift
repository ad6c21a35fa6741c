import AssentKit
import SwiftUI

/// The account's place in the list. One often goes several places up, so the page stays.
struct Placing: View {
    let model: Model<AccountRules>
    let account: Account
    @Environment(\.words) private var words

    private var state: AccountState { model.state }
    private var last: Int { state.count - 1 }

    var body: some View {
        Page(words(.placeInList), problem: state.problem, onBack: { model.send(.back) }) {
            Text(verbatim: account.called).head()
            Text(verbatim: words.place(of: state)).soft()
            Card { ways }
        }
        .announces(words.place(of: state))
    }

    @ViewBuilder private var ways: some View {
        way(.top, .placeFirst, to: 0)
        way(.up, .placeUp, to: max(0, state.place - 1))
        way(.down, .placeDown, to: min(last, state.place + 1))
        way(.bottom, .placeLast, to: last)
    }

    /// What would change nothing stays where it is, for a finger that is quick, and can't be touched.
    private func way(_ icon: Icon, _ name: TextKey, to place: Int) -> some View {
        Choice(icon, name, end: .none) { model.send(.move(place)) }.disabled(place == state.place)
    }
}

extension Words {
    /// "3 of 12".
    func place(of state: AccountState) -> String { self(.placeOf, state.place + 1, state.count) }
}
