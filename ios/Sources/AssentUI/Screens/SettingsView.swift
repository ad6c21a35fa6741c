import AssentKit
import SwiftUI

struct SettingsView: View {
    let model: Model<SettingsRules>
    @Environment(\.words) private var words

    private var state: SettingsState { model.state }

    /// After how many seconds it can lock; nil: never.
    private static var times: [Int64?] { [60, 300, 900, nil] }

    var body: some View {
        switch state.step {
        case .list: list
        case .pin: pin
        case .lockAfter: lockAfter
        case .newRecoveryKey: newRecoveryKey
        case .recoveryKey: recoveryKey
        }
    }

    private var list: some View {
        Page(words(.settings), problem: state.problem) {
            if let status = state.status { SettingsList(model: model, status: status, lockTime: lockTime(state.idleSecs)) }
            if state.status == nil, state.problem == nil { Say(.loading).soft() }
        }
    }

    private var pin: some View {
        Page(words(.pin), problem: state.problem, onBack: back) {
            NewPin { model.send(.setPin($0, again: $1)) }
        } foot: {
            if state.hasPin { Press(.removePin, .danger) { model.send(.removePin) } }
        }
    }

    private var lockAfter: some View {
        Page(words(.lockAfter), problem: state.problem, onBack: back) {
            Card { ForEach(Self.times, id: \.self) { secs in time(secs) } }
        }
    }

    private func time(_ secs: Int64?) -> some View {
        Option(icon: .clock, name: lockTime(secs), end: secs == state.idleSecs ? .chosen : .none) { model.send(.lockAfter(secs)) }
    }

    private var newRecoveryKey: some View {
        Page(words(.recoveryKey), problem: state.problem, onBack: back) {
            Say(.newRecoveryKeyLong).soft()
        } foot: {
            Press(.makeRecoveryKey) { model.send(.makeRecoveryKey) }
        }
    }

    private var recoveryKey: some View {
        let groups = (state.recoveryKey?.text ?? "").split(separator: "-").map(String.init)
        return Page(words(.recoveryKey), problem: state.problem, onBack: back) {
            Say(.recoveryKeyLong).soft()
            Card {
                Text(verbatim: groups.joined(separator: " ")).font(.system(.title2, design: .monospaced, weight: .semibold)).foregroundStyle(Paint.ink)
                    .digits().padding(20).accessibilityLabel(Text(verbatim: groups.map(spoken).joined(separator: ", "))).privacySensitive()
            }
        } foot: {
            Press(.recoveryKeyWritten) { model.send(.back) }
        }
    }

    private func lockTime(_ secs: Int64?) -> String { secs.map { words(.minutes, count: Int($0 / 60)) } ?? words(.lockNever) }

    private func back() { model.send(.back) }
}

private struct SettingsList: View {
    @Bindable var model: Model<SettingsRules>
    let status: Status
    let lockTime: String
    @Environment(\.words) private var words

    var body: some View {
        Say(.appLock).section()
        Card { locks }
        Say(.sectionRequests).section()
        Card { WayTo(.notify, .info, .notifications, .notificationsText, go: go) }
        Say(.codes).section()
        Card { hideCodes }
        Say(.inAndOut).section()
        Card { inAndOut }
        Say(.about).section()
        Card { WayTo(.licences, .info, .licences, .licencesText, go: go) }
    }

    @ViewBuilder private var inAndOut: some View {
        WayTo(.moveOut, .phone, .moveOut, .moveOutText, go: go)
        WayTo(.export, .download, .export, .exportText, go: go)
        WayTo(.imports(), .import, .importTitle, .importText, go: go)
    }

    private func go(_ place: Place) { model.send(.go(place)) }

    @ViewBuilder private var locks: some View {
        Choice(.dots, .pin, model.state.hasPin ? .pinIsSet : .pinIsNotSet) { model.send(.turn(.pin)) }
        Option(icon: .clock, name: words(.lockAfter), more: lockTime) { model.send(.turn(.lockAfter)) }
        Choice(.key, .recoveryKey, status.byRecoveryKey ? .recoveryKeyIsMade : .recoveryKeyIsNotMade) { model.send(.turn(.newRecoveryKey)) }
        Choice(.lock, .lockNow, end: .none) { model.send(.lockNow) }
    }

    private var hideCodes: some View {
        Toggle(isOn: $model.hidesCodes) {
            VStack(alignment: .leading, spacing: 2) {
                Say(.hideCodes).font(.body.weight(.semibold)).foregroundStyle(Paint.ink)
                Say(model.state.hidesCodes ? .codesHidden : .codesShown).small()
            }
            .frame(maxWidth: .infinity, minHeight: 44, alignment: .leading)
        }
        .tint(Paint.accent).padding(.horizontal, 16).padding(.vertical, 12)
    }
}

extension Model where R == SettingsRules {
    /// For the switch: reads the state, sends an input.
    fileprivate var hidesCodes: Bool {
        get { state.hidesCodes }
        set { send(.hideCodes(newValue)) }
    }
}
