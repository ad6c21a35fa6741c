import AssentKit
import SwiftUI

/// A screen put together from the pieces of the house: title and way back, what went wrong, content; its buttons stay below.
struct Page<Content: View, Foot: View>: View {
    let title: String
    let problem: Problem?
    let onBack: (@MainActor () -> Void)?
    let content: Content
    let foot: Foot
    @Environment(\.words) private var words
    @Environment(\.goBack) private var goBack

    /// `onBack`: where the screen itself has something to close; else the system goes back.
    init(
        _ title: String, problem: Problem? = nil, onBack: (@MainActor () -> Void)? = nil, @ViewBuilder content: () -> Content,
        @ViewBuilder foot: () -> Foot
    ) {
        (self.title, self.problem, self.onBack, self.content, self.foot) = (title, problem, onBack, content(), foot())
    }

    var body: some View {
        VStack(spacing: 0) {
            ScrollView {
                VStack(alignment: .leading, spacing: 12) {
                    Trouble(problem)
                    content
                }
                .padding(16).frame(maxWidth: Self.width, alignment: .leading)
            }
            VStack(spacing: 12) { foot }.padding(.horizontal, 16).padding(.bottom, 8).frame(maxWidth: Self.width)
        }
        .background(Paint.page)
        .navigationTitle(Text(verbatim: title))
        .navigationBarTitleDisplayMode(.inline)
        .navigationBarBackButtonHidden(onBack != nil)
        .toolbar { ToolbarItem(placement: .topBarLeading) { backButton } }
    }

    @ViewBuilder private var backButton: some View {
        if let back = onBack ?? goBack {
            Button { back() } label: { Icon.back.image }.accessibilityLabel(Text(verbatim: words(.back)))
        }
    }

    /// No line is longer.
    private static var width: CGFloat { 640 }
}

extension Page where Foot == EmptyView {
    init(_ title: String, problem: Problem? = nil, onBack: (@MainActor () -> Void)? = nil, @ViewBuilder content: () -> Content) {
        self.init(title, problem: problem, onBack: onBack, content: content) { EmptyView() }
    }
}
