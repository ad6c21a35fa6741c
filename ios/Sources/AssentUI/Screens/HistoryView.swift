import AssentKit
import SwiftUI

struct HistoryView: View {
    let model: Model<HistoryRules>
    @Environment(\.words) private var words

    private var state: HistoryState { model.state }

    var body: some View {
        if let open = state.open { page(of: open) } else { list }
    }

    private var list: some View {
        Page(words(.history), problem: state.problem) {
            if let entries = state.entries {
                if entries.isEmpty { Say(.historyNone).soft() }
                ForEach(days(of: entries), id: \.name) { day in
                    Text(verbatim: day.name).section()
                    Card { ForEach(day.entries) { entry in row(entry) } }
                }
            } else if state.problem == nil {
                Say(.loading).soft()
            }
        }
    }

    private func row(_ entry: HistoryEntry) -> some View {
        let first = [words.time(entry.answeredAt), entry.place].compactMap { $0 }.joined(separator: " · ")
        return Option(
            icon: icon(entry), name: words(.historyRow, entry.service, words(answer(entry))), more: "\(first)\n\(entry.accountName)",
            isAlarm: entry.answer == .report
        ) { model.send(.opens(entry)) }
    }

    private func page(of entry: HistoryEntry) -> some View {
        Page(entry.service, problem: state.problem, onBack: { model.send(.back) }) {
            if state.isUsed { Notice(text: words(.overUsedText, entry.service), isAlarm: true) }
            Card {
                Fact(icon: icon(entry), name: .factAnswer, value: words(answer(entry)))
                Fact(icon: .user, name: .factAccount, value: entry.accountName, more: entry.issuer)
                Fact(icon: .place, name: .factPlace, value: words.place(entry.place), more: entry.address)
                Fact(icon: .clock, name: .factWhen, value: words.moment(entry.answeredAt, now: state.now))
            }
            Say(.receiptText).soft()
        } foot: {
            if state.isUsed || entry.answer == .report { Press(.changePassword, .plain) { model.send(.changePassword) } }
            if state.mayReport(entry) { Press(.notMe, .danger) { model.send(.notMe) }.disabled(state.isReporting) }
            Press(.shareReceipt) { model.send(.share) }
        }
    }

    private func days(of entries: [HistoryEntry]) -> [(name: String, entries: [HistoryEntry])] {
        entries.reduce(into: []) { days, entry in
            let name = words.day(entry.answeredAt, now: state.now)
            if days.last?.name == name { days[days.count - 1].entries.append(entry) } else { days.append((name, [entry])) }
        }
    }

    private func answer(_ entry: HistoryEntry) -> TextKey {
        switch (entry.answer, entry.outcome) {
        case (.report, _): .wasReported
        case (_, .approved): .wasApproved
        case (_, .denied): .wasDenied
        default: .wasOver
        }
    }

    private func icon(_ entry: HistoryEntry) -> Icon {
        switch (entry.answer, entry.outcome) {
        case (.report, _): .warn
        case (_, .approved): .done
        case (_, .denied): .no
        default: .clock
        }
    }
}
