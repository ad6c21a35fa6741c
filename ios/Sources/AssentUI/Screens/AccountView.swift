import AssentKit
import SwiftUI

struct AccountView: View {
    let model: Model<AccountRules>
    @Environment(\.words) private var words

    private var state: AccountState { model.state }

    var body: some View {
        if let account = state.account { step(account) } else { none }
    }

    private var none: some View {
        Page(words(.account), problem: state.problem) {
            if state.problem == nil { Say(.loading).soft() }
        }
    }

    @ViewBuilder private func step(_ account: Account) -> some View {
        switch state.step {
        case .looking: AccountFacts(model: model, account: account)
        case .naming: Naming(model: model, account: account)
        case .painting: painting(account)
        case .placing: Placing(model: model, account: account)
        case .quiet: quiet
        case .removing: remove(account, .removeText, .removeAccount, forgetLocally: false)
        case .forgetting: remove(account, .forgetText, .forgetAccount, forgetLocally: true)
        }
    }

    private func painting(_ account: Account) -> some View {
        Page(words(.chooseColour), problem: state.problem, onBack: back) {
            Card { ForEach(Colour.all, id: \.self) { colour in colourRow(colour, account) } }
        }
    }

    private func colourRow(_ colour: Colour, _ account: Account) -> some View {
        Option(icon: .disc, name: words(colour.key), end: colour == account.colour ? .chosen : .none, colour: colour) { model.send(.paint(colour)) }
    }

    private var quiet: some View {
        Page(words(.quietWish), problem: state.problem, onBack: back) { Card { quietWays } }
    }

    @ViewBuilder private var quietWays: some View {
        let morning = words.next(hour: 7, after: state.now)
        Option(icon: .quiet, name: words(.quietTill, words.time(morning)), end: .none) { model.send(.quietTill(morning)) }
        ForEach([1, 8], id: \.self) { hours in
            Option(icon: .quiet, name: words(.quietHours, count: hours), end: .none) { model.send(.quiet(Int64(hours) * 3600)) }
        }
    }

    private func remove(_ account: Account, _ text: TextKey, _ button: TextKey, forgetLocally: Bool) -> some View {
        Page(words(.removeAccount), problem: state.problem, onBack: back) {
            Text(verbatim: words(.removeQuestion, account.called)).head()
            Say(text).soft()
        } foot: {
            Press(.cancel, .plain) { model.send(.turn(.looking)) }.disabled(state.isBeingRemoved)
            Press(state.isBeingRemoved ? .beingRemoved : button, .danger) { model.send(.remove(forgetLocally: forgetLocally)) }.disabled(state.isBeingRemoved)
        }
        .announces(state.isBeingRemoved ? words(.beingRemoved) : nil)
    }

    private func back() { model.send(.back) }
}

private struct Naming: View {
    let model: Model<AccountRules>
    @State private var name: String
    @Environment(\.words) private var words

    init(model: Model<AccountRules>, account: Account) {
        self.model = model
        _name = State(initialValue: account.label ?? "")
    }

    var body: some View {
        Page(words(.rename), problem: model.state.problem, onBack: { model.send(.back) }) {
            Field(.ownName, text: $name)
        } foot: {
            Press(.save) { model.send(.name(name)) }
        }
    }
}

extension Colour {
    static let all: [Colour] = [.teal, .blue, .purple, .pink, .red, .orange, .yellow, .green]

    var key: TextKey {
        switch self {
        case .teal: .colourTeal
        case .blue: .colourBlue
        case .purple: .colourPurple
        case .pink: .colourPink
        case .red: .colourRed
        case .orange: .colourOrange
        case .yellow: .colourYellow
        case .green: .colourGreen
        }
    }
}
