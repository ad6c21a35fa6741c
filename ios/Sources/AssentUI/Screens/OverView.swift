import AssentKit
import SwiftUI

/// What became of a request, and what can be said about it still.
struct OverView: View {
    let model: Model<RequestRules>
    let how: How
    @Environment(\.words) private var words

    private var state: RequestState { model.state }

    var body: some View {
        Page("", isCentred: true) {
            Centre(icon: look.icon, title: words(look.title), text: words(look.text, state.request?.service ?? "", place), isGood: how == .approved)
            if how == .approved, let detail { Text(verbatim: detail).small().multilineTextAlignment(.center).frame(maxWidth: .infinity) }
            Trouble(state.problem)
        } foot: {
            switch how {
            case .denied: choices
            case .approved:
                Press(.notMe, .plain) { model.send(.notMe) }.disabled(state.isReporting)
                Press(.done) { model.send(.done) }
            case .reported, .usedUp:
                Press(.done, .plain) { model.send(.done) }
                Press(.changePassword) { model.send(.changePassword) }
            default: Press(.done) { model.send(.done) }
            }
        }
        .announces(state.problem.map { words($0) }, atFirst: true)
    }

    private var choices: some View {
        Card {
            Choice(.warn, .notMe, .notMeText, isAlarm: true) { model.send(.notMe) }
            Choice(.again, .mistake, .mistakeText) { model.send(.mistake) }
        }
        .disabled(state.isReporting)
    }

    private var place: String { words.place(state.request?.place ?? state.request?.address) }

    private var detail: String? {
        state.request.map { [$0.place, words.exactTime(state.now)].compactMap { $0 }.joined(separator: " · ") }
    }

    private var look: (icon: Icon, title: TextKey, text: TextKey) { Self.look(of: how) }

    static func look(of how: How) -> (icon: Icon, title: TextKey, text: TextKey) {
        switch how {
        case .approved: (.mark, .overApproved, .overApprovedText)
        case .denied: (.no, .overDenied, .overDeniedText)
        case .reported: (.no, .overReported, .overReportedText)
        case .mistake: (.no, .overMistake, .overMistakeText)
        case .expired: (.clock, .overExpired, .overExpiredText)
        case .settled: (.info, .overSettled, .overSettledText)
        case .withdrawn: (.info, .overWithdrawn, .overWithdrawnText)
        case .gone: (.info, .overGone, .overGoneText)
        case .usedUp: (.warn, .overUsed, .overUsedText)
        }
    }
}
