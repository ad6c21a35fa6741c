import AssentKit
import SwiftUI

struct RequestsView: View {
    let model: Model<RequestsRules>
    @Environment(\.words) private var words
    @Environment(\.dynamicTypeSize) private var size

    private var state: RequestsState { model.state }

    var body: some View {
        Page(words(.requests, count: state.requests.count)) {
            if let text = notice { Notice(text: text, isAlarm: state.problem != nil) }
            ForEach(state.requests) { request in row(request) }
            Say(.openOne).soft().multilineTextAlignment(.center).frame(maxWidth: .infinity)
        } foot: {
            Button { model.send(.noToAll) } label: { Text(verbatim: words(.noToAll, count: state.requests.count)) }
                .buttonStyle(Filled(.no)).disabled(!state.mayDeny)
        }
        .announces(notice, atFirst: true)
    }

    private var notice: String? { state.problem.map { words($0) } ?? (state.requests.count > 1 ? words(.crowded) : nil) }

    private func row(_ request: Request) -> some View {
        Card {
            Button { model.send(.opens(request.id)) } label: {
                HStack(spacing: 14) {
                    if !size.isAccessibilitySize { dial(request) }
                    texts(request)
                    if !size.isAccessibilitySize { Icon.next.image.font(.footnote).foregroundStyle(Paint.soft) }
                }
                .padding(16).frame(maxWidth: .infinity).contentShape(Rectangle())
            }
            .buttonStyle(.plain)
            .accessibilityLabel(Text(verbatim: spoken(request)))
        }
    }

    private func spoken(_ request: Request) -> String {
        ([request.service, words.place(request.place)] + more(request) + [words.short(state.left(request))]).joined(separator: ", ")
    }

    private func dial(_ request: Request) -> some View {
        FaceDial(initials: String(request.service.prefix(2)), left: Double(state.left(request)) / Double(request.wholeSecs), size: 52)
    }

    private func texts(_ request: Request) -> some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(verbatim: request.service).font(.headline).foregroundStyle(Paint.ink)
            Text(verbatim: words.place(request.place)).font(.subheadline).foregroundStyle(Paint.ink)
            ForEach(more(request), id: \.self) { line in Text(verbatim: breakable(line)).small() }
        }
        .multilineTextAlignment(.leading).frame(maxWidth: .infinity, alignment: .leading)
    }

    private func more(_ request: Request) -> [String] { [words.browser(of: request), request.address, request.accountName].compactMap { $0 } }
}
