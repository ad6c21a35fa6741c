import AssentKit
import SwiftUI

struct SignInView: View {
    let model: Model<SignInRules>
    @State private var server = ""
    @Environment(\.words) private var words

    var body: some View {
        Page(words(.signInHere), problem: model.state.problem) {
            Say(.signInHereLong).soft()
            Field(.serverAddress, hint: .serverHint, text: $server).textInputAutocapitalization(.never).keyboardType(.URL)
                .submitLabel(.go).onSubmit { start() }
            if model.state.page != nil { Notice(text: words(.pageIsOpen)) }
        } foot: {
            Press(model.state.page == nil ? .goOn : .openAgain) { start() }.disabled(model.state.isStarting)
        }
    }

    /// At the server that stands in the field: who mistyped it corrects it there.
    private func start() { model.send(.start(server.trimmingCharacters(in: .whitespacesAndNewlines))) }
}
