import AssentKit
import SwiftUI

/// How a button looks that fills its row.
struct Filled: ButtonStyle {
    enum Kind { case main, no, plain, danger }

    let kind: Kind

    /// YES or NO: the largest there are.
    let isAnswer: Bool
    @Environment(\.isEnabled) private var isEnabled

    init(_ kind: Kind, isAnswer: Bool = false) { (self.kind, self.isAnswer) = (kind, isAnswer) }

    func makeBody(configuration: Configuration) -> some View {
        configuration.label
            .font(isAnswer ? .title3.weight(.bold) : .headline).lineLimit(isAnswer ? 1 : nil).minimumScaleFactor(isAnswer ? 0.4 : 1)
            .multilineTextAlignment(.center).foregroundStyle(letters)
            .padding(.horizontal, 12).padding(.vertical, 14).frame(maxWidth: .infinity, minHeight: isAnswer ? 64 : 52)
            .background(ground, in: RoundedRectangle(cornerRadius: 16))
            .opacity(isEnabled ? configuration.isPressed ? 0.8 : 1 : 0.5)
    }

    private var letters: Paint {
        switch kind {
        case .main: .onAccent
        case .no: .onNo
        case .plain: .ink
        case .danger: .alarm
        }
    }

    private var ground: Paint {
        switch kind {
        case .main: .accent
        case .no: .no
        case .plain, .danger: .page
        }
    }
}

/// A button of the house, by its text.
struct Press: View {
    let key: TextKey
    let look: Filled
    let action: @MainActor () -> Void

    /// `danger`: what destroys has alarm-coloured words, never a filled red.
    init(_ key: TextKey, _ kind: Filled.Kind = .main, isAnswer: Bool = false, action: @escaping @MainActor () -> Void) {
        (self.key, look, self.action) = (key, Filled(kind, isAnswer: isAnswer), action)
    }

    var body: some View { Button { action() } label: { Say(key) }.buttonStyle(look) }
}

/// A sign that is pressed, in a bar.
struct IconButton: View {
    let icon: Icon
    let key: TextKey
    let action: @MainActor () -> Void
    @Environment(\.words) private var words

    init(_ icon: Icon, _ key: TextKey, action: @escaping @MainActor () -> Void) { (self.icon, self.key, self.action) = (icon, key, action) }

    var body: some View {
        Button { action() } label: { icon.image.font(.title3).foregroundStyle(Paint.ink) }
            .accessibilityLabel(Text(verbatim: words(key))).inBar(words(key))
    }
}

extension View {
    /// It does not grow with letters, so who has large ones holds it, and reads `name` large.
    func inBar(_ name: String) -> some View {
        dynamicTypeSize(...DynamicTypeSize.xxLarge).accessibilityShowsLargeContentViewer { Text(verbatim: name) }
    }
}
