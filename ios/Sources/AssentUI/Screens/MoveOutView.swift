import AssentKit
import SwiftUI

struct MoveOutView: View {
    let model: Model<MoveOutRules>
    @State private var code = ""
    @Environment(\.words) private var words

    private var state: MoveOutState { model.state }

    var body: some View {
        switch state.step {
        case .before: page { Say(.moveOutLong).soft() } foot: { Press(.showPicture) { model.send(.begin) } }
        case .working: page { Say(.loading).soft() }
        case .showing: showing
        case .over: over
        case .stopped: stopped
        }
    }

    private var showing: some View {
        page {
            Say(.moveScanThis).soft()
            if let picture = state.picture { QrView(picture: picture, about: words(.movePicture)).frame(maxWidth: .infinity) }
            Field(.moveCode, hint: .sixDigits, text: $code).keyboardType(.numberPad)
            Say(.leaving).section()
            names(state.leaving?.accounts ?? [], .user)
            failed(state.leaving?.failed ?? [])
            rest
        } foot: {
            Press(.moveNow) { finish() }
        }
    }

    private var over: some View {
        let out = state.out, missed = out?.notScanned ?? []
        return page {
            Text(verbatim: words(.moved, count: out?.moved.count ?? 0)).head()
            names(out?.moved ?? [], .done)
            if !missed.isEmpty {
                Say(.notScanned).section()
                names(missed, .no)
            }
            failed((out?.failed ?? []) + (state.leaving?.failed ?? []))
            rest
        } foot: {
            if out?.failed.isEmpty == false { Press(.tryAgain) { model.send(.retry) } }
            if state.hasRest { Press(.moveRest, .plain) { model.send(.begin) } }
            if out?.failed.isEmpty == true { Press(.done) { model.send(.back) } }
        }
    }

    private var stopped: some View {
        page {
            failed(state.leaving?.failed ?? [])
            Say(.moveNothing).soft()
        } foot: {
            Press(.beginAnew) { model.send(.begin) }
        }
    }

    @ViewBuilder private func names(_ accounts: [String], _ icon: Icon) -> some View {
        if !accounts.isEmpty {
            Card { ForEach(accounts, id: \.self) { account in Row(icon: icon, name: state.name(of: account).issuer, more: state.name(of: account).name) } }
        }
    }

    @ViewBuilder private func failed(_ failures: [MoveFailure]) -> some View {
        if !failures.isEmpty {
            Say(.notReached).section()
            Card {
                ForEach(failures, id: \.self) { failure in
                    let name = state.name(of: failure.account)
                    Row(icon: .warn, name: name.issuer, more: "\(name.name)\n\(words(Problem(.other, failure.key)))", isAlarm: true)
                }
            }
        }
    }

    /// What does not come along, and how it does.
    @ViewBuilder private var rest: some View {
        let left = Int(state.leaving?.leftOut ?? 0), codes = Int(state.leaving?.codesOnly ?? 0)
        if left > 0 { Notice(text: words(.moveLeftOut, count: left)) }
        if codes > 0 {
            Notice(text: words(.moveCodesOnly, count: codes))
            Card { Choice(.download, .export, .exportText) { model.send(.export) } }
        }
    }

    private func page(@ViewBuilder content: () -> some View, @ViewBuilder foot: () -> some View = { EmptyView() }) -> some View {
        Page(words(.moveOut), problem: state.problem, onBack: { model.send(.back) }, content: content, foot: foot)
    }

    /// What was typed leaves the field.
    private func finish() {
        let typed = code
        code = ""
        model.send(.finish(typed))
    }
}
