import AssentKit
import SwiftUI

struct TypeView: View {
    let model: Model<TypeRules>
    @State private var website = ""
    @State private var account = ""
    @State private var key = ""
    @Environment(\.words) private var words

    var body: some View {
        Page(words(.typeIn), problem: model.state.problem) {
            Say(.typeInLong).soft()
            Field(.website, text: $website)
            Field(.accountName, text: $account).textInputAutocapitalization(.never)
            Field(.key, hint: .keyHint, text: $key).textInputAutocapitalization(.never).keyboardType(.asciiCapable).submitLabel(.done)
                .onSubmit { if model.state.duplicate == nil { add() } }
            if model.state.duplicate != nil { Notice(text: words(.duplicate)) }
        } foot: {
            if model.state.duplicate == nil { Press(.add) { add() }.disabled(model.state.isAdding) } else { decisions }
        }
    }

    @ViewBuilder private var decisions: some View {
        Press(.keepBoth) { model.send(.decide(.keepBoth)) }
        Press(.replace, .plain) { model.send(.decide(.replace)) }
        Press(.cancel, .plain) { model.send(.decide(nil)) }
    }

    private func add() {
        let (website, account, key) = (trimmed(website), trimmed(account), Secret(trimmed(key)))
        model.send(.add(Typed(website: website, account: account, key: key)))
    }

    private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
