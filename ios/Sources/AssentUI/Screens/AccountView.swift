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
        Page(words(.account)) {
            Trouble(state.problem)
            if state.problem == nil { Say(.loading).soft() }
        }
    }

    @ViewBuilder private func step(_ account: Account) -> some View {
        switch state.step {
        case .looking: AccountFacts(model: model, account: account)
        case .naming: Naming(model: model, account: account)
        case .painting: page(.chooseColour) { Card { ForEach(Colour.all, id: \.self) { colour in colourRow(colour, account) } } }
        case .quiet: page(.quietWish) { Card { quietWays } }
        case .removing: remove(account, .removeText, .removeAccount, forgetLocally: false)
        case .forgetting: remove(account, .forgetText, .forgetAccount, forgetLocally: true)
        }
    }

    private func colourRow(_ colour: Colour, _ account: Account) -> some View {
        Option(icon: .disc, name: words(colour.key), end: colour == account.colour ? .chosen : .none, colour: colour) { model.send(.paint(colour)) }
    }

    @ViewBuilder private var quietWays: some View {
        let morning = words.next(hour: 7, after: state.now)
        Option(icon: .quiet, name: words(.quietTill, words.time(morning)), end: .none) { model.send(.quietTill(morning)) }
        ForEach([1, 8], id: \.self) { hours in
            Option(icon: .quiet, name: words(.quietHours, count: hours), end: .none) { model.send(.quiet(Int64(hours) * 3600)) }
        }
    }

    private func remove(_ account: Account, _ text: TextKey, _ button: TextKey, forgetLocally: Bool) -> some View {
        page(.removeAccount) {
            Text(verbatim: words(.removeQuestion, account.called)).head()
            Say(text).soft()
        } foot: {
            Press(.cancel, .plain) { model.send(.turn(.looking)) }
            Press(button, .danger) { model.send(.remove(forgetLocally: forgetLocally)) }
        }
    }

    private func page(_ title: TextKey, @ViewBuilder content: () -> some View, @ViewBuilder foot: () -> some View = { EmptyView() }) -> some View {
        let pieces = content()
        return Page(words(title), onBack: { model.send(.back) }) {
            Trouble(state.problem)
            pieces
        } foot: {
            foot()
        }
    }
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
        Page(words(.rename), onBack: { model.send(.back) }) {
            Trouble(model.state.problem)
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
