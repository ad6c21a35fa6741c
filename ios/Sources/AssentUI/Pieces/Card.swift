import AssentKit
import SwiftUI

/// Rows on one ground, lines between.
struct Card<Content: View>: View {
    let content: Content

    init(@ViewBuilder content: () -> Content) { self.content = content() }

    var body: some View {
        VStack(alignment: .leading, spacing: 0) { content }
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(Paint.card, in: RoundedRectangle(cornerRadius: 18))
            .clipShape(RoundedRectangle(cornerRadius: 18))
            .overlay { RoundedRectangle(cornerRadius: 18).stroke(Paint.line, lineWidth: 1) }
    }
}

/// Something to choose: sign, name, one soft line, and what happens.
struct Option: View {
    /// How a row ends.
    enum End {
        /// It goes on to another page.
        case next

        /// It is what was chosen.
        case chosen

        /// It is done at once, or could be chosen.
        case none
    }

    let icon: Icon
    let name: String
    var more: String?
    var end = End.next

    /// It destroys, or warns.
    var isAlarm = false

    /// The recommended one.
    var isFirst = false

    /// Of its sign, where that is an account's.
    var colour: Colour?
    let action: @MainActor () -> Void

    var body: some View {
        Button { action() } label: {
            HStack(spacing: 14) {
                sign.font(.title3).frame(width: 28)
                VStack(alignment: .leading, spacing: 2) {
                    Text(verbatim: name).font(.body.weight(.semibold)).foregroundStyle(isAlarm ? Paint.alarm : Paint.ink)
                    if let more { Text(verbatim: more).small() }
                }
                .multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading)
                endIcon
            }
            .padding(.horizontal, 16).padding(.vertical, 12).frame(maxWidth: .infinity, minHeight: 60)
            .background(isFirst ? Paint.tint : Paint.card)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(end == .chosen ? .isSelected : [])
        Divider()
    }

    @ViewBuilder private var sign: some View {
        if let colour {
            icon.image.foregroundStyle(FacePaint(colour: colour, part: .ink))
        } else {
            icon.image.foregroundStyle(isAlarm ? Paint.alarm : Paint.accent)
        }
    }

    @ViewBuilder private var endIcon: some View {
        switch end {
        case .next: Icon.next.image.font(.footnote).foregroundStyle(Paint.soft)
        case .chosen: Icon.done.image.font(.body).foregroundStyle(Paint.accent)
        case .none: EmptyView()
        }
    }
}

/// A way to another screen.
struct WayTo: View {
    let place: Place
    let icon: Icon
    let name: TextKey
    let more: TextKey
    let isFirst: Bool
    let go: @MainActor (Place) -> Void

    init(_ place: Place, _ icon: Icon, _ name: TextKey, _ more: TextKey, isFirst: Bool = false, go: @escaping @MainActor (Place) -> Void) {
        (self.place, self.icon, self.name, self.more, self.isFirst, self.go) = (place, icon, name, more, isFirst, go)
    }

    var body: some View { Choice(icon, name, more, isFirst: isFirst) { go(place) } }
}

/// An option by its texts.
struct Choice: View {
    let icon: Icon
    let name: TextKey
    var more: TextKey?
    var end = Option.End.next
    var isAlarm = false
    var isFirst = false
    let action: @MainActor () -> Void
    @Environment(\.words) private var words

    init(
        _ icon: Icon, _ name: TextKey, _ more: TextKey? = nil, end: Option.End = .next, isAlarm: Bool = false, isFirst: Bool = false,
        action: @escaping @MainActor () -> Void
    ) {
        (self.icon, self.name, self.more, self.end) = (icon, name, more, end)
        (self.isAlarm, self.isFirst, self.action) = (isAlarm, isFirst, action)
    }

    var body: some View {
        Option(icon: icon, name: words(name), more: more.map { words($0) }, end: end, isAlarm: isAlarm, isFirst: isFirst, action: action)
    }
}
