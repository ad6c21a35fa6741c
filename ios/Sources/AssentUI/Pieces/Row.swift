import SwiftUI

/// What is only read.
struct Row: View {
    let icon: Icon
    let name: String
    var more: String?

    /// It warns.
    var isAlarm = false

    var body: some View {
        Beside {
            icon.image.font(.body).foregroundStyle(isAlarm ? Paint.alarm : Paint.soft)
        } content: {
            VStack(alignment: .leading, spacing: 2) {
                Text(verbatim: name).font(.body.weight(.semibold)).foregroundStyle(Paint.ink)
                if let more, !more.isEmpty { Text(verbatim: breakable(more)).small() }
            }
        }
        .padding(.horizontal, 16).padding(.vertical, 12)
        .accessibilityElement(children: .combine)
        Divider()
    }
}
