import AssentKit
import SwiftUI

/// How a button looks that fills its row.
struct Filled: ButtonStyle {
    enum Kind { case main, no, plain, danger }

    let kind: Kind
    @Environment(\.isEnabled) private var isEnabled

    init(_ kind: Kind) { self.kind = kind }

    func makeBody(configuration: Configuration) -> some View {
        configuration.label
            .font(.headline).multilineTextAlignment(.center).foregroundStyle(letters)
            .padding(.horizontal, 16).padding(.vertical, 14).frame(maxWidth: .infinity, minHeight: 56)
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
    let kind: Filled.Kind
    let action: @MainActor () -> Void

    /// `danger`: what destroys has alarm-coloured words, never a filled red.
    init(_ key: TextKey, _ kind: Filled.Kind = .main, action: @escaping @MainActor () -> Void) {
        (self.key, self.kind, self.action) = (key, kind, action)
    }

    var body: some View { Button { action() } label: { Say(key) }.buttonStyle(Filled(kind)) }
}

/// A sign that is pressed, in a bar.
struct IconButton: View {
    let icon: Icon
    let key: TextKey
    let action: @MainActor () -> Void
    @Environment(\.words) private var words

    init(_ icon: Icon, _ key: TextKey, action: @escaping @MainActor () -> Void) { (self.icon, self.key, self.action) = (icon, key, action) }

    var body: some View {
        Button { action() } label: { icon.image.font(.title3).foregroundStyle(Paint.ink) }.accessibilityLabel(Text(verbatim: words(key)))
    }
}
