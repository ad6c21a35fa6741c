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
    @Environment(\.dynamicTypeSize) private var size
    @Environment(\.isEnabled) private var isEnabled

    var body: some View {
        Button { action() } label: {
            HStack(spacing: 12) {
                if size.isAccessibilitySize {
                    Beside { HStack(spacing: 12) { sign.font(.title3); endIcon } } content: { texts }
                } else {
                    Beside(.center) { sign.font(.title3) } content: { texts }
                    endIcon
                }
            }
            .padding(.horizontal, 16).padding(.vertical, 12).frame(maxWidth: .infinity, minHeight: 60)
            .background(isFirst ? Paint.tint : Paint.card)
            .contentShape(Rectangle())
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(end == .chosen ? .isSelected : [])
        Divider()
    }

    private var texts: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(verbatim: name).font(.body.weight(.semibold)).foregroundStyle(isAlarm ? Paint.alarm : isEnabled ? Paint.ink : Paint.soft)
            if let more { Text(verbatim: breakable(more)).small() }
        }
    }

    @ViewBuilder private var sign: some View {
        if let colour {
            icon.image.foregroundStyle(FacePaint(colour: colour, part: .ink))
        } else {
            icon.image.foregroundStyle(isAlarm ? Paint.alarm : isEnabled ? Paint.accent : Paint.soft)
        }
    }

    @ViewBuilder private var endIcon: some View {
        switch end {
        // Large letters want the room more than that hint.
        case .next: if !size.isAccessibilitySize { Icon.next.image.font(.footnote).foregroundStyle(Paint.soft) }
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
