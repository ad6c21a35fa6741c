import AssentKit
import SwiftUI

/// A field for words, its name above it.
struct Field: View {
    let name: TextKey
    var hint: TextKey?
    @Binding var text: String
    @Environment(\.words) private var words

    init(_ name: TextKey, hint: TextKey? = nil, text: Binding<String>) {
        (self.name, self.hint) = (name, hint)
        _text = text
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Say(name).small().accessibilityHidden(true)
            TextField(text: $text, prompt: Text(verbatim: hint.map { words($0) } ?? "")) { Say(name) }
                .autocorrectionDisabled().accessibilityLabel(Text(verbatim: words(name))).font(.body).foregroundStyle(Paint.ink)
        }
    }
}

/// A field for a secret, its name above it.
struct HiddenField: View {
    let name: TextKey
    @Binding var text: String
    @Environment(\.words) private var words

    init(_ name: TextKey, text: Binding<String>) {
        self.name = name
        _text = text
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Say(name).small().accessibilityHidden(true)
            SecureField(text: $text, prompt: Text(verbatim: "")) { Say(name) }
                .accessibilityLabel(Text(verbatim: words(name))).font(.body).foregroundStyle(Paint.ink)
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
