import Accessibility
import AssentKit
import SwiftUI

/// One of the app's texts.
struct Say: View {
    let key: TextKey
    @Environment(\.words) private var words

    init(_ key: TextKey) { self.key = key }

    var body: some View { Text(verbatim: words(key)) }
}

/// With places where an address may break. One with colons begins with digits and goes on with letters: it has a direction of its own, or
/// its parts would change places where words run from right to left. Who listens hears it as it is.
func breakable(_ address: String) -> String {
    let parts = address.replacing(/[.@\/-](?=\S)/) { "\($0.output)\u{200B}" }
    return address.contains(":") && !address.contains(" ") ? "\u{2068}\(parts)\u{2069}" : parts
}

extension View {
    /// What is said beside.
    func soft() -> some View { font(.body).foregroundStyle(Paint.soft) }
    func small() -> some View { font(.footnote).foregroundStyle(Paint.soft) }

    /// Over a group of things.
    func section() -> some View {
        font(.subheadline.weight(.semibold)).foregroundStyle(Paint.soft).accessibilityAddTraits(.isHeader).padding(.top, 8)
    }

    /// Digits run from left to right, whichever way the words around them do.
    func digits() -> some View { monospacedDigit().environment(\.layoutDirection, .leftToRight) }

    /// Says `text` to who listens, as soon as there is one: it came while they were elsewhere on the page. `atFirst`: also what was there
    /// when the page came, as an alarm may be.
    func announces(_ text: String?, atFirst: Bool = false) -> some View {
        onChange(of: text, initial: atFirst) { _, now in
            if let now { AccessibilityNotification.Announcement(now).post() }
        }
    }

    func head() -> some View { font(.title2.weight(.bold)).foregroundStyle(Paint.ink).accessibilityAddTraits(.isHeader) }
}

/// Something that must be seen first.
struct Notice: View {
    let text: String
    var isAlarm = false

    var body: some View {
        Beside {
            Icon.warn.image.font(.body)
        } content: {
            Text(verbatim: text).font(.subheadline)
        }
        .foregroundStyle(isAlarm ? Paint.alarm : Paint.warn)
        .padding(14)
        .background(isAlarm ? Paint.alarmTint : Paint.warnTint, in: RoundedRectangle(cornerRadius: 14))
        .accessibilityElement(children: .combine)
    }
}

/// What went wrong and what to do next.
struct Trouble: View {
    let problem: Problem?
    @Environment(\.words) private var words

    init(_ problem: Problem?) { self.problem = problem }

    var body: some View {
        if let problem { Notice(text: words(problem), isAlarm: true) }
    }
}

/// A picture, what it is about, and a sentence.
struct Centre: View {
    let icon: Icon
    let title: String
    let text: String
    var isGood = true

    var body: some View {
        VStack(spacing: 16) {
            icon.image.font(.largeTitle).foregroundStyle(isGood ? Paint.accent : Paint.soft)
                .frame(width: 96, height: 96).background(isGood ? Paint.tint : Paint.well, in: Circle())
            Text(verbatim: title).head().multilineTextAlignment(.center)
            Text(verbatim: text).soft().multilineTextAlignment(.center)
        }
        .padding(.vertical, 24).frame(maxWidth: .infinity)
    }
}
