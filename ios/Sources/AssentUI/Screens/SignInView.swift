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
                .submitLabel(.go).onSubmit { if model.state.page == nil { start() } }
            if model.state.page != nil { Notice(text: words(.pageIsOpen)) }
        } foot: {
            if model.state.page == nil { Press(.goOn) { start() }.disabled(model.state.isStarting) } else { Press(.openAgain) { model.send(.openAgain) } }
        }
    }

    private func start() { model.send(.start(server.trimmingCharacters(in: .whitespacesAndNewlines))) }
}
