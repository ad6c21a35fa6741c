import AssentKit
import SwiftUI

struct ImportView: View {
    let model: Model<ImportRules>
    @State private var password = ""
    @Environment(\.words) private var words

    private var state: ImportState { model.state }

    var body: some View {
        switch state.step {
        case .start: start
        case .reading, .writing: Page(words(.importTitle), problem: state.problem, onBack: back) { Say(.loading).soft() }
        case .password: locked
        case .preview: if let deciding = state.deciding { decision(deciding) } else { ImportPreview(model: model) }
        case .done: done
        }
    }

    private var start: some View {
        Page(words(.importTitle), problem: state.problem, onBack: back) {
            if !state.isScanned {
                Say(.importLong).soft()
                Say(.importFormats).soft()
            }
        } foot: {
            if state.isScanned { Press(.back) { model.send(.back) } } else { Press(.chooseFile) { model.send(.choose) } }
        }
    }

    private var locked: some View {
        Page(words(.importTitle), problem: state.problem, onBack: back) {
            Say(.filePasswordText).soft()
            HiddenField(.filePassword, text: $password).submitLabel(.go).onSubmit { open() }
        } foot: {
            Press(.open) { open() }
        }
    }

    private func decision(_ place: Int) -> some View {
        let entry = state.entries[place]
        return Page(words(.importTitle), problem: state.problem, onBack: back) {
            Text(verbatim: entry.called).head()
            Text(verbatim: breakable(entry.name)).soft()
            Say(entry.here != nil ? .hereAlreadyAsk : .twiceInFileAsk).soft()
        } foot: {
            Press(.keepBoth) { model.send(.forOne(place, .keepBoth)) }
            Press(.replace, .plain) { model.send(.forOne(place, .replace)) }
            Press(.leaveOut, .plain) { model.send(.forOne(place, .skip)) }
        }
    }

    private var done: some View {
        let replaced = state.done?.replaced.count ?? 0, skipped = Int(state.done?.skipped ?? 0)
        return Page(words(.importTitle), problem: state.problem, onBack: back) {
            Text(verbatim: words(.came, count: state.done?.added.count ?? 0)).head()
            if replaced > 0 { Text(verbatim: words(.replaced, count: replaced)).soft() }
            if skipped > 0 { Text(verbatim: words(.skipped, count: skipped)).soft() }
            Say(state.isScanned ? .cameTextScanned : .cameText).soft()
        } foot: {
            Press(.done) { model.send(.back) }
        }
    }

    private func back() { model.send(.back) }

    /// What was typed leaves the field.
    private func open() {
        let typed = Secret(password)
        password = ""
        model.send(.password(typed))
    }
}
