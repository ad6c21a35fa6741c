import AssentKit
import SwiftUI

/// The account as it is looked at: its code, what is known of it, and what can be done.
struct AccountFacts: View {
    let model: Model<AccountRules>
    let account: Account
    @Environment(\.words) private var words

    private var state: AccountState { model.state }
    private var isAsked: Bool { account.isPush && !account.isUnlinked && !account.isPending }

    var body: some View {
        Page(account.called, problem: state.problem) {
            if account.isUnlinked { Notice(text: words(.unlinkedText), isAlarm: true) }
            if let code = state.code { AccountCode(account: account, code: code, left: state.left) { model.send(.copy) } }
            if state.isCopied { Say(.copied).soft() }
            Card { facts }
            Card { choices }
        } foot: {
            if !account.isPush, account.code == nil { Press(.nextCode) { model.send(.nextCode) } }
        }
        .announces(state.isCopied ? words(.copied) : nil)
    }

    @ViewBuilder private var facts: some View {
        Fact(icon: .user, name: .factAccount, value: account.name, more: account.issuer)
        if let server = account.serverUrl { Fact(icon: .computer, name: .factServer, value: withoutScheme(server)) }
        if let until = account.quietUntil { Fact(icon: .quiet, name: .factQuiet, value: words(.quietUntil, words.time(until))) }
    }

    @ViewBuilder private var choices: some View {
        Choice(.pen, .rename) { model.send(.turn(.naming)) }
        Choice(.disc, .chooseColour) { model.send(.turn(.painting)) }
        if state.count > 1 { Option(icon: .order, name: words(.placeInList), more: words.place(of: state)) { model.send(.turn(.placing)) } }
        if isAsked, account.quietUntil == nil { Choice(.quiet, .quietWish) { model.send(.turn(.quiet)) } }
        if isAsked, account.quietUntil != nil { Choice(.again, .quietOff, end: .none) { model.send(.quiet(nil)) } }
        if account.serverUrl != nil, !account.isUnlinked { Choice(.help, .backupCodes, .backupCodesText) { model.send(.openServer) } }
        if account.isPush, !account.isPending { Choice(.again, account.isUnlinked ? .linkAgain : .repair, .repairText) { model.send(.repair) } }
        Choice(.bin, .removeAccount, .removeMore, isAlarm: true) { model.send(.turn(.removing)) }
    }
}

/// The code, large; a touch copies it.
private struct AccountCode: View {
    let account: Account
    let code: Code
    let left: Int64?
    let copy: @MainActor () -> Void
    @Environment(\.words) private var words

    var body: some View {
        Button { copy() } label: {
            VStack(spacing: 10) {
                Face(initials: account.initials, colour: account.colour, isOff: account.isUnlinked, size: 56)
                Text(verbatim: grouped(code.code)).font(.largeTitle.weight(.medium)).digits().foregroundStyle(Paint.ink)
                    .lineLimit(1).minimumScaleFactor(0.5).privacySensitive()
                if let left, let period = code.periodSecs {
                    HStack(spacing: 8) {
                        Ring(left: Double(left) / Double(period), isLast: left <= 5).frame(width: 22, height: 22)
                        Text(verbatim: words.short(left)).small().monospacedDigit()
                    }
                }
            }
            .padding(20).frame(maxWidth: .infinity).background(Paint.card, in: RoundedRectangle(cornerRadius: 18))
            .overlay { RoundedRectangle(cornerRadius: 18).stroke(Paint.line, lineWidth: 1) }
            .overlay(alignment: .topTrailing) { copySign }
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(Text(verbatim: words(.copyCode, spoken(code.code))))
    }

    /// In the corner, so it does not grow over the code.
    private var copySign: some View {
        Icon.copy.image.font(.body).dynamicTypeSize(...DynamicTypeSize.xxLarge).foregroundStyle(Paint.accent).padding(14)
    }
}
