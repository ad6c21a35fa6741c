import SwiftUI

/// What is only read.
struct Row: View {
    let icon: Icon
    let name: String
    var more: String?

    /// It warns.
    var isAlarm = false

    var body: some View {
        HStack(alignment: .top, spacing: 14) {
            icon.image.font(.body).foregroundStyle(isAlarm ? Paint.alarm : Paint.soft).frame(width: 28)
            VStack(alignment: .leading, spacing: 2) {
                Text(verbatim: name).font(.body.weight(.semibold)).foregroundStyle(Paint.ink)
                if let more, !more.isEmpty { Text(verbatim: more).small() }
            }
            .multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading)
        }
        .padding(.horizontal, 16).padding(.vertical, 12)
        .accessibilityElement(children: .combine)
        Divider()
    }
}
