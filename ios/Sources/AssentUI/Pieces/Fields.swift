import AssentKit
import SwiftUI

/// A field for words, its name above it.
struct Field: View {
    let name: TextKey
    var hint: TextKey?
    @Binding var text: String

    init(_ name: TextKey, hint: TextKey? = nil, text: Binding<String>) {
        (self.name, self.hint) = (name, hint)
        _text = text
    }

    var body: some View {
        Box(name, hint) { TextField(text: $text, prompt: Text(verbatim: "")) { Say(name) }.autocorrectionDisabled() }
    }
}

/// A field for a secret, its name above it.
struct HiddenField: View {
    let name: TextKey
    @Binding var text: String

    init(_ name: TextKey, text: Binding<String>) {
        self.name = name
        _text = text
    }

    var body: some View {
        Box(name) { SecureField(text: $text, prompt: Text(verbatim: "")) { Say(name) } }
    }
}

/// What a field lies in: the whole of it is touched, not the line of text alone.
private struct Box<Content: View>: View {
    let name: TextKey
    let hint: TextKey?
    let content: Content
    @FocusState private var isTypedInto: Bool
    @Environment(\.words) private var words

    init(_ name: TextKey, _ hint: TextKey? = nil, @ViewBuilder content: () -> Content) { (self.name, self.hint, self.content) = (name, hint, content()) }

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Say(name).font(.subheadline.weight(.semibold)).foregroundStyle(Paint.ink).accessibilityHidden(true)
            if let hint { Text(verbatim: breakable(words(hint))).small().accessibilityHidden(true) }
            content
                .accessibilityLabel(Text(verbatim: words(name))).accessibilityHint(Text(verbatim: hint.map { words($0) } ?? ""))
                .font(.body).foregroundStyle(Paint.ink).focused($isTypedInto)
                .padding(.horizontal, 14).padding(.vertical, 12).frame(maxWidth: .infinity, minHeight: 52)
                .background(Paint.card, in: RoundedRectangle(cornerRadius: 12))
                .overlay { RoundedRectangle(cornerRadius: 12).stroke(isTypedInto ? Paint.accent : Paint.edge, lineWidth: isTypedInto ? 2 : 1) }
                .onTapGesture { isTypedInto = true }
        }
    }
}

/// A new PIN, typed twice. What was typed leaves the fields.
struct NewPin: View {
    let isOff: Bool
    let save: @MainActor (Secret, Secret) -> Void
    @State private var pin = ""
    @State private var again = ""

    init(isOff: Bool = false, save: @escaping @MainActor (Secret, Secret) -> Void) { (self.isOff, self.save) = (isOff, save) }

    var body: some View {
        Say(.pinLong).soft()
        HiddenField(.newPin, text: $pin)
        HiddenField(.newPinAgain, text: $again)
        Press(.save) {
            let typed = (Secret(pin), Secret(again))
            (pin, again) = ("", "")
            save(typed.0, typed.1)
        }
        .disabled(isOff)
    }
}
