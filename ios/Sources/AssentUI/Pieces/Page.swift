import AssentKit
import SwiftUI

/// A screen put together from the pieces of the house: title and way back, what went wrong, content; its buttons stay below.
struct Page<Content: View, Foot: View>: View {
    let title: String
    let problem: Problem?
    let isCentred: Bool
    let onBack: (@MainActor () -> Void)?
    let content: Content
    let foot: Foot
    @Environment(\.words) private var words
    @Environment(\.dynamicTypeSize) private var size
    @Environment(\.goBack) private var goBack

    /// `isCentred`: little is said, in the middle of the screen. `onBack`: where the screen itself has something to close; else the
    /// system goes back.
    init(
        _ title: String, problem: Problem? = nil, isCentred: Bool = false, onBack: (@MainActor () -> Void)? = nil,
        @ViewBuilder content: () -> Content, @ViewBuilder foot: () -> Foot
    ) {
        (self.title, self.problem, self.isCentred, self.onBack) = (title, problem, isCentred, onBack)
        (self.content, self.foot) = (content(), foot())
    }

    var body: some View {
        VStack(spacing: 0) {
            if size.isAccessibilitySize {
                // Large letters want the whole screen for what is read: the buttons come after it.
                ScrollView { VStack(spacing: 24) { middle; bottom } }
            } else {
                if isCentred { ViewThatFits(in: .vertical) { middle.frame(maxHeight: .infinity); ScrollView { middle } } } else { ScrollView { middle } }
                bottom
            }
        }
        .background(Paint.page)
        .announces(problem.map { words($0) }, atFirst: true)
        .navigationTitle(Text(verbatim: title))
        .navigationBarTitleDisplayMode(.inline)
        .navigationBarBackButtonHidden(onBack != nil)
        .toolbar { ToolbarItem(placement: .topBarLeading) { backButton } }
    }

    private var middle: some View {
        VStack(alignment: .leading, spacing: 16) {
            Trouble(problem)
            content
        }
        .padding(16).frame(maxWidth: Self.width, alignment: .leading)
    }

    private var bottom: some View { VStack(spacing: 8) { foot }.padding(.horizontal, 16).padding(.bottom, 8).frame(maxWidth: Self.width) }

    @ViewBuilder private var backButton: some View {
        if let back = onBack ?? goBack {
            Button { back() } label: { Icon.back.image }.accessibilityLabel(Text(verbatim: words(.back))).inBar(words(.back))
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
