import AssentKit
import SwiftUI

/// What a file would bring, before anything is written.
struct ImportPreview: View {
    let model: Model<ImportRules>
    @Environment(\.words) private var words

    private var state: ImportState { model.state }
    private var fresh: [Int] { state.entries.indices.filter { !state.entries[$0].isDuplicate } }

    /// Rows in a list: ten thousand would hold up the phone.
    private static var most: Int { 200 }

    var body: some View {
        Page(words(.importTitle), problem: state.problem, onBack: { model.send(.back) }) {
            Text(verbatim: words(.foundIn, count: state.entries.count, state.contents?.formatName ?? "")).head()
            if let missing = state.contents?.missing, !missing.isEmpty {
                Notice(text: words(.codesMissing, missing.map { "\($0)" }.joined(separator: ", ")))
            }
            if !state.duplicates.isEmpty { duplicates }
            if !fresh.isEmpty { freshOnes }
            if let leftOut = state.contents?.leftOut, !leftOut.isEmpty { rest(leftOut) }
        } foot: {
            if !state.entries.isEmpty { Press(.importTitle) { model.send(.write) }.disabled(!state.isDecided || state.coming == 0) }
            Press(.cancel, .plain) { model.send(.back) }
        }
    }

    @ViewBuilder private var duplicates: some View {
        Say(.hereAlready).section()
        Say(.hereAlreadyText).soft()
        Card {
            forAll(.replace, .allReplace)
            forAll(.keepBoth, .allKeepBoth)
            forAll(.skip, .allLeaveOut)
        }
        Card { ForEach(Array(state.duplicates.prefix(Self.most)), id: \.self) { place in duplicate(place) } }
        more(state.duplicates.count)
    }

    private func forAll(_ choice: ImportChoice, _ name: TextKey) -> some View {
        Option(icon: .again, name: words(name), end: state.all == choice && state.each.isEmpty ? .chosen : .none) { model.send(.forAll(choice)) }
    }

    private func duplicate(_ place: Int) -> some View {
        let entry = state.entries[place], choice = state.choice(for: place)
        return Option(icon: choice == nil ? .help : .done, name: entry.called, more: "\(lines(of: entry))\n\(words(said(choice)))") {
            model.send(.decide(place))
        }
    }

    private func said(_ choice: ImportChoice?) -> TextKey {
        switch choice {
        case .replace: .willReplace
        case .keepBoth: .willKeepBoth
        case .skip: .willLeaveOut
        case nil: .toBeDecided
        }
    }

    @ViewBuilder private var freshOnes: some View {
        Say(.newOnes).section()
        Card {
            ForEach(Array(fresh.prefix(Self.most)), id: \.self) { place in
                Row(icon: .plus, name: state.entries[place].called, more: lines(of: state.entries[place]))
            }
        }
        more(fresh.count)
    }

    @ViewBuilder private func rest(_ leftOut: [LeftOut]) -> some View {
        Say(.leftOut).section()
        Card {
            ForEach(Array(leftOut.prefix(Self.most)), id: \.self) { out in
                Row(icon: .no, name: out.what.isEmpty ? words(.withoutName) : out.what, more: words(Problem(.other, out.key, detail: out.detail)))
            }
        }
        more(leftOut.count)
    }

    @ViewBuilder private func more(_ count: Int) -> some View {
        if count > Self.most { Text(verbatim: words(.andMore, count: count - Self.most)).soft() }
    }

    /// Its name, and what is to be known of it.
    private func lines(of entry: ImportEntry) -> String {
        let lines = [
            entry.name, entry.usedSince.map { words(.usedSince, count: Int($0)) }, entry.isWeak ? words(.weak) : nil,
            entry.earlier == nil ? nil : words(.twiceInFile),
        ]
        return lines.compactMap { $0 }.joined(separator: "\n")
    }
}
