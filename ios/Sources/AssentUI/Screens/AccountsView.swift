import AssentKit
import SwiftUI

struct AccountsView: View {
    @Bindable var model: Model<AccountsRules>
    @Environment(\.words) private var words

    private var state: AccountsState { model.state }

    /// What is last in the list can be scrolled out from under the button, in points.
    private static var underAdd: CGFloat { 72 }

    var body: some View {
        ScrollView {
            VStack(spacing: 16) {
                if let place = state.toWaiting { waiting(place) }
                notice
                if let accounts = state.accounts, !accounts.isEmpty { list(accounts) } else if state.problem == nil { empty }
            }
            .padding(16).padding(.bottom, Self.underAdd).frame(maxWidth: 640)
        }
        .background(Paint.page)
        .announces(state.problem.map { words($0) }, atFirst: true)
        .overlay(alignment: .bottomTrailing) { add }
        .modifier(Searched(model: model))
        .navigationTitle(Text(verbatim: words(.accounts)))
        .toolbar {
            ToolbarItem(placement: .topBarTrailing) { IconButton(.clock, .history) { model.send(.opens(.history)) } }
            ToolbarItem(placement: .topBarTrailing) { IconButton(.gear, .settings) { model.send(.opens(.settings)) } }
        }
    }

    private func list(_ accounts: [Account]) -> some View {
        Card { ForEach(accounts) { account in AccountRow(account: account, state: state) { model.send(.tapped(account.id)) } } }
    }

    /// More urgent than all else.
    private func waiting(_ place: Place) -> some View {
        Card { Option(icon: .warn, name: words(.requestsWait, count: state.waiting.count), isFirst: true) { model.send(.opens(place)) } }
    }

    private var add: some View {
        Button { model.send(.opens(.add)) } label: {
            Icon.plus.image.font(.title2).foregroundStyle(Paint.onAccent).frame(width: 60, height: 60).background(Paint.accent, in: Circle())
        }
        .accessibilityLabel(Text(verbatim: words(.addAccount))).inBar(words(.addAccount)).padding(20)
    }

    /// What hinders most.
    @ViewBuilder private var notice: some View {
        if let problem = state.problem {
            Notice(text: words(problem), isAlarm: true)
        } else if state.damaged > 0 {
            Button { model.send(.opens(.damaged)) } label: { Notice(text: words(.damagedNotice, count: state.damaged)) }
        } else if let off = state.clockOff {
            Notice(text: words(.clockAhead, count: Int(abs(off))))
        } else if !state.away.isEmpty {
            Notice(text: words(.away, state.away.joined(separator: ", ")))
        }
    }

    @ViewBuilder private var empty: some View {
        if state.accounts == nil {
            Say(.loading).soft()
        } else if state.query.isEmpty {
            Centre(icon: .mark, title: words(.accountsNone), text: words(.accountsNoneText))
            ServerWays { model.send(.opens($0)) }
        } else {
            Centre(icon: .search, title: words(.nothingFound), text: words(.accountsNoneFound, state.query))
        }
    }
}

/// Nothing to search in, nothing to search with.
private struct Searched: ViewModifier {
    @Bindable var model: Model<AccountsRules>
    @Environment(\.words) private var words

    func body(content: Content) -> some View {
        if model.state.accounts?.isEmpty == false || !model.state.query.isEmpty {
            content.searchable(text: $model.query, prompt: Text(verbatim: words(.search)))
        } else {
            content
        }
    }
}

extension Model where R == AccountsRules {
    /// For the field: reads the state, sends an input.
    fileprivate var query: String {
        get { state.query }
        set { send(.typed(newValue)) }
    }
}
