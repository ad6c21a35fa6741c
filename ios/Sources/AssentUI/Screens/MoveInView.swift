import AssentKit
import SwiftUI

struct MoveInView: View {
    let model: Model<MoveInRules>
    @Environment(\.words) private var words

    var body: some View {
        switch model.state {
        case .taking: page { Say(.loading).soft() }
        case .before(let problem, let failed): before(problem, failed)
        case .showsCode(let coming): code(coming)
        case .over(let came, let failed): over(came, failed)
        }
    }

    private func before(_ problem: Problem?, _ failed: [ServerFailure]) -> some View {
        page(problem) {
            notReached(failed)
            Say(.moveInLong).soft()
        } foot: {
            Press(.scan) { model.send(.scan) }
        }
    }

    private func code(_ coming: Arriving) -> some View {
        page(coming.problem) {
            VStack(spacing: 12) {
                Say(.typeOnOldPhone).font(.headline).foregroundStyle(Paint.ink)
                if let code = coming.code { LinkCode(code: code) }
                Say(coming.problem == nil ? .waitingForOldPhone : .notWaiting).soft()
            }
            .multilineTextAlignment(.center).padding(.vertical, 16).frame(maxWidth: .infinity)
            Say(.coming).section()
            if coming.arrived.count > 1 { Say(.comingText).soft() }
            Card { ForEach(coming.arrived) { account in arrived(account, of: coming) } }
            notReached(coming.failed)
        } foot: {
            if coming.problem != nil { Press(.tryAgain) { model.send(.again) } }
            Press(.back, .plain) { model.send(.back) }
        }
    }

    @ViewBuilder private func arrived(_ account: Account, of coming: Arriving) -> some View {
        let comes = coming.chosen.contains(account.id)
        let more = "\(account.name)\n\(words(comes ? .comes : .stays))"
        if coming.arrived.count > 1 {
            Option(icon: comes ? .done : .no, name: account.called, more: more, end: .none) { model.send(.toggle(account.id)) }
        } else {
            Row(icon: .done, name: account.called, more: more)
        }
    }

    private func over(_ came: Arriving, _ failed: [MoveFailure]) -> some View {
        let moved = model.state.moved
        return page {
            Text(verbatim: words(.came, count: moved.count)).head()
            if !moved.isEmpty { Say(.movedInText).soft() }
            Card {
                ForEach(came.arrived) { account in
                    let why = failed.first { $0.account == account.id }.map { words(Problem(.other, $0.key)) }
                    let more = [account.name, why].compactMap { $0 }.joined(separator: "\n")
                    Row(icon: moved.contains(account) ? .done : .no, name: account.called, more: more, isAlarm: why != nil)
                }
            }
        } foot: {
            Press(.done) { model.send(.back) }
        }
    }

    @ViewBuilder private func notReached(_ failed: [ServerFailure]) -> some View {
        if !failed.isEmpty {
            Say(.notReached).section()
            Card {
                ForEach(failed, id: \.self) { failure in
                    Row(icon: .warn, name: withoutScheme(failure.serverUrl), more: words(Problem(.other, failure.key)), isAlarm: true)
                }
            }
        }
    }

    private func page(
        _ problem: Problem? = nil, @ViewBuilder content: () -> some View, @ViewBuilder foot: () -> some View = { EmptyView() }
    ) -> some View {
        Page(words(.moveIn), problem: problem, onBack: { model.send(.back) }, content: content, foot: foot)
    }
}
