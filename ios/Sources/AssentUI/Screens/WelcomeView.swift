import AssentKit
import SwiftUI

struct WelcomeView: View {
    let model: Model<WelcomeRules>
    @Environment(\.words) private var words

    var body: some View {
        if model.state.isTyping { typing } else { ways }
    }

    private var ways: some View {
        Page(words(.appName), isCentred: true) {
            Centre(icon: .mark, title: words(.welcome), text: words(.welcomeText))
            Trouble(model.state.problem)
            Say(.welcomeLock).soft().multilineTextAlignment(.center).frame(maxWidth: .infinity)
        } foot: {
            Press(.lockByPhone) { model.send(.byPhone) }.disabled(model.state.isMaking)
            Press(.lockByPin, .plain) { model.send(.byPin) }
        }
        .announces(model.state.problem.map { words($0) }, atFirst: true)
    }

    private var typing: some View {
        Page(words(.pin), problem: model.state.problem, onBack: { model.send(.back) }) {
            NewPin(isOff: model.state.isMaking) { model.send(.setPin($0, again: $1)) }
        }
    }
}
