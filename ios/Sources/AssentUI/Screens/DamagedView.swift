import AssentKit
import SwiftUI

struct DamagedView: View {
    let model: Model<DamagedRules>
    @Environment(\.words) private var words

    private var state: DamagedState { model.state }

    var body: some View {
        if let chosen = state.chosen { page(of: chosen) } else { list }
    }

    private var list: some View {
        Page(words(.damaged), problem: state.problem) {
            if let records = state.records {
                Say(.damagedText).soft()
                Card { ForEach(records, id: \.self) { record in Option(icon: .warn, name: name(record), more: since(record)) { model.send(.choose(record)) } } }
            } else if state.problem == nil {
                Say(.loading).soft()
            }
        }
    }

    private func page(of record: DamagedRecord) -> some View {
        Page(words(.damaged), problem: state.problem, onBack: { model.send(.back) }) {
            Text(verbatim: name(record)).head()
            if let since = since(record) { Text(verbatim: since).soft() }
            if record.mayBeNewer { Notice(text: words(.damagedNewer)) }
            Say(record.kind == "list" ? .forgetDamagedList : .forgetDamagedText).soft()
        } foot: {
            Press(.cancel, .plain) { model.send(.back) }
            Press(.forgetDamaged, .danger) { model.send(.forget) }
        }
    }

    private func since(_ record: DamagedRecord) -> String? { record.addedAt.map { words(.damagedAdded, words.day($0)) } }

    private func name(_ record: DamagedRecord) -> String {
        switch record.kind {
        case "account": words(.damagedAccount)
        case "key": words(.damagedKey)
        case "history": words(.damagedHistory)
        case "list": words(.damagedList)
        default: words(.damagedOther)
        }
    }
}
