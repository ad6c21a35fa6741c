import AssentKit
import SwiftUI

struct ExportView: View {
    let model: Model<ExportRules>
    @State private var passphrase = ""
    @State private var again = ""
    @Environment(\.words) private var words

    var body: some View {
        switch model.state {
        case .asking(let problem): asking(problem)
        case .making: Page(words(.export)) { Say(.loading).soft() }
        case .made(let exported, let problem): made(exported, problem)
        case .saved(let exported): saved(exported)
        }
    }

    private func asking(_ problem: Problem?) -> some View {
        Page(words(.export), problem: problem) {
            Say(.exportLong).soft()
            HiddenField(.passphrase, text: $passphrase)
            HiddenField(.passphraseAgain, text: $again)
        } foot: {
            Press(.makeFile) { make() }
        }
    }

    private func made(_ exported: Exported, _ problem: Problem?) -> some View {
        Page(words(.export), problem: problem) {
            Contents(exported: exported)
        } foot: {
            if exported.accounts > 0 { Press(.saveFile) { model.send(.save) } }
            Press(.cancel, .plain) { model.send(.done) }
        }
    }

    private func saved(_ exported: Exported) -> some View {
        Page(words(.export)) {
            Say(.saved).head()
            Say(.savedText).soft()
            Contents(exported: exported)
        } foot: {
            Press(.done) { model.send(.done) }
        }
    }

    /// What was typed leaves the fields.
    private func make() {
        let typed = (Secret(passphrase), Secret(again))
        (passphrase, again) = ("", "")
        model.send(.make(typed.0, again: typed.1))
    }
}

/// What is in the file, and what can't be.
private struct Contents: View {
    let exported: Exported
    @Environment(\.words) private var words

    var body: some View {
        Text(verbatim: words(.inFile, count: Int(exported.accounts))).font(.headline).foregroundStyle(Paint.ink)
        if !exported.linked.isEmpty {
            Say(.notInFile).section()
            Say(.notInFileText).soft()
            Card { ForEach(exported.linked, id: \.self) { linked in Fact(icon: .user, name: .account, value: linked.issuer, more: linked.accountName) } }
        }
    }
}
