import AssentKit
import SwiftUI

struct LicencesView: View {
    let model: Model<LicencesRules>
    @Environment(\.words) private var words

    var body: some View {
        if let open = model.state.open { page(of: open) } else { list }
    }

    private var list: some View {
        Page(words(.licences)) {
            Say(.licencesText).soft()
            Card { ForEach(model.state.parts) { part in row(part) } }
        }
    }

    private func row(_ part: BuiltIn) -> some View {
        Option(icon: .info, name: part.name, more: part.licence) { model.send(.opens(part)) }
    }

    private func page(of part: BuiltIn) -> some View {
        Page(part.name, onBack: { model.send(.back) }) {
            Text(verbatim: part.licence).soft()
            Text(verbatim: part.text).font(.footnote).foregroundStyle(Paint.ink)
        }
    }
}
