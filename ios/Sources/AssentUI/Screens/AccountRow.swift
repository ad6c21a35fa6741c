import AssentKit
import SwiftUI

/// An account of the list, with its code.
struct AccountRow: View {
    let account: Account
    let state: AccountsState
    let action: @MainActor () -> Void
    @Environment(\.words) private var words
    @Environment(\.beside) private var beside
    @Environment(\.dynamicTypeSize) private var size

    /// From then on the next code is shown too, in seconds.
    private static var lastSecs: Int64 { 5 }

    private var left: Int64? { state.left(account) }
    private var isLast: Bool { left.map { $0 <= Self.lastSecs } ?? false }
    private var code: Code? { account.isUnlinked ? nil : account.code }
    private var isLarge: Bool { size.isAccessibilitySize }
    private var isBeside: Bool { beside == .account(account.id) }
    private var shows: Bool { state.shows(account) }

    var body: some View {
        Button { action() } label: {
            HStack(spacing: 14) {
                if !isLarge { Face(initials: account.initials, colour: account.colour, isOff: account.isUnlinked) }
                texts.frame(maxWidth: .infinity, alignment: .leading)
                ring
            }
            .padding(.horizontal, 16).padding(.vertical, 12).frame(maxWidth: .infinity, minHeight: 72)
            .background(isBeside ? Paint.tint : Paint.card).contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityLabel(Text(verbatim: spokenAll)).accessibilityAddTraits(isBeside ? .isSelected : [])
        Divider()
    }

    private var texts: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(verbatim: account.called).font(.body.weight(.semibold)).foregroundStyle(Paint.ink).lineLimit(isLarge ? nil : 2)
            if account.label != nil || !account.issuer.isEmpty {
                Text(verbatim: isLarge ? breakable(account.name) : account.name).small().lineLimit(isLarge ? nil : 1).truncationMode(.middle)
            }
            if let code { codeText(code) }
            if let then = code?.nextCode, isLast, shows { Text(verbatim: words(.thenCode, grouped(then))).small().monospacedDigit() }
            if let sentence { stateText(sentence) }
        }
        .multilineTextAlignment(.leading)
    }

    private func codeText(_ code: Code) -> some View {
        Text(verbatim: shows ? grouped(code.code) : "•••\u{2009}•••").font(.title2).digits().lineLimit(1).minimumScaleFactor(0.5)
            .foregroundStyle(isLast && shows ? Paint.alarm : Paint.ink).privacySensitive()
    }

    private func stateText(_ sentence: String) -> some View {
        HStack(spacing: 6) {
            if account.isUnlinked { Icon.warn.image.font(.footnote) }
            Text(verbatim: sentence).font(.footnote.weight(.medium))
        }
        .foregroundStyle(account.isUnlinked ? Paint.alarm : Paint.soft)
    }

    @ViewBuilder private var ring: some View {
        if let left, let period = account.codePeriod, code != nil {
            Ring(left: Double(left) / Double(period), isLast: isLast).frame(width: 26, height: 26)
        }
    }

    private var sentence: String? {
        if account.isUnlinked { return words(.noLongerLinked) }
        if account.isPending { return words(.waitsForCode) }
        if state.unreachable.contains(account.id) { return words(.unreachable) }
        return account.quietUntil.map { words(.quietUntil, words.time($0)) }
    }

    private var spokenAll: String {
        [account.label, account.issuer.isEmpty ? nil : account.issuer, account.name, spokenCode, sentence].compactMap { $0 }.joined(separator: ", ")
    }

    private var spokenCode: String? {
        guard let code else { return nil }
        guard shows else { return words(.codeHidden) }
        return left.map { words(.codeSpoken, spoken(code.code), words(.seconds, count: Int($0))) } ?? spoken(code.code)
    }
}
