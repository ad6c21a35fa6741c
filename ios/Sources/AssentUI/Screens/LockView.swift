import AssentKit
import SwiftUI

struct LockView: View {
    let model: Model<LockRules>
    @State private var typed = ""
    @Environment(\.words) private var words

    private var state: LockState { model.state }

    var body: some View {
        Page("", isCentred: true) {
            Centre(icon: .lock, title: words(.locked), text: words(state.status?.somethingArrived == true ? .lockedWaiting : .lockedText))
            if let text = state.problem.map(said) { Notice(text: text, isAlarm: true) }
            field.disabled(state.isOpening)
        } foot: {
            Press(state.isOpening ? .unlocking : .unlock) { open() }.disabled(state.isOpening || state.status == nil)
            if let other = state.otherWay { Press(other == .pin ? .usePin : .useFingerprint, .plain) { choose(other) } }
            if state.offersRecoveryKey { Press(.useRecoveryKey, .plain) { choose(.recoveryKey) } }
        }
        .announces(state.problem.map(said), atFirst: true)
    }

    @ViewBuilder private var field: some View {
        switch state.way {
        case .hardware: EmptyView()
        case .pin: HiddenField(.pin, text: $typed).submitLabel(.go).onSubmit { open() }
        case .recoveryKey: Field(.recoveryKey, text: $typed).textInputAutocapitalization(.characters).submitLabel(.go).onSubmit { open() }
        }
    }

    /// The key that is gone is the app's own here, no account's.
    private func said(_ problem: Problem) -> String { problem.kind == .keyGone ? words(.lockKeyGone) : words(problem) }

    private func choose(_ way: Way) {
        typed = ""
        model.send(.choose(way))
    }

    private func open() {
        let secret = state.way == .hardware ? nil : Secret(typed)
        typed = ""
        model.send(.unlock(secret))
    }
}
