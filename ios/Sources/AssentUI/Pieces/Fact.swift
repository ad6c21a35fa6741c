import AssentKit
import SwiftUI

/// A fact of a card: sign, what it is, what is said, and a smaller line.
struct Fact: View {
    let icon: Icon
    let name: TextKey
    let value: String
    var more: String?

    /// The smaller line is a warning.
    var isDoubt = false

    /// Much else must fit on the screen.
    var isTight = false
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Group {
            if size.isAccessibilitySize {
                // Where room is short, no sign repeats the word.
                VStack(alignment: .leading, spacing: 2) { title; said }
            } else {
                HStack(alignment: .top, spacing: 12) { sign.frame(width: 22); title.frame(width: 84, alignment: .leading); said }
            }
        }
        .padding(.horizontal, 16).padding(.vertical, isTight ? 6 : 12).frame(maxWidth: .infinity, alignment: .leading)
        .accessibilityElement(children: .combine)
        Divider()
    }

    private var sign: some View { icon.image.font(.subheadline).foregroundStyle(Paint.soft) }

    private var title: some View { Say(name).font(.subheadline).foregroundStyle(Paint.soft) }

    private var said: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(verbatim: breakable(value)).font(.subheadline.weight(.semibold)).foregroundStyle(Paint.ink)
            if let more, !more.isEmpty { Text(verbatim: breakable(more)).font(.footnote).foregroundStyle(isDoubt ? Paint.warn : Paint.soft) }
        }
        .multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading)
    }
}
