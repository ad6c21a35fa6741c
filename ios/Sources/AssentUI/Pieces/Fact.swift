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
        HStack(alignment: .top, spacing: 12) {
            icon.image.font(.subheadline).foregroundStyle(Paint.soft).frame(width: 22)
            if size.isAccessibilitySize { VStack(alignment: .leading, spacing: 2) { title; said } } else { title.frame(width: 84, alignment: .leading); said }
        }
        .padding(.horizontal, 16).padding(.vertical, isTight ? 6 : 12).frame(maxWidth: .infinity, alignment: .leading)
        .accessibilityElement(children: .combine)
        Divider()
    }

    private var title: some View { Say(name).font(.subheadline).foregroundStyle(Paint.soft) }

    private var said: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(verbatim: value).font(.subheadline.weight(.semibold)).foregroundStyle(Paint.ink)
            if let more, !more.isEmpty { Text(verbatim: more).font(.footnote).foregroundStyle(isDoubt ? Paint.warn : Paint.soft) }
        }
        .multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading)
    }
}
