import AssentKit
import AssentUI
import SwiftUI

/// The app's window, from the first moment on. The app's target is `@main` around it.
public struct AppWindow: View {
    @State private var launch: Got<Launch>?
    @Environment(\.scenePhase) private var phase
    @Environment(\.words) private var words

    public init() {}

    public var body: some View {
        content
            .task { await begin() }
            .onOpenURL { link in launch?.value?.parts.opened(link.absoluteString) }
            .onChange(of: phase) { _, now in follow(now) }
    }

    @ViewBuilder private var content: some View {
        switch launch {
        case .ok(let launch): RootView(stack: launch.parts.stack).simultaneousGesture(TapGesture().onEnded { touched(launch) })
        case .failed(let problem): Text(verbatim: words(problem)).padding()
        case nil: EmptyView()
        }
    }

    private func begin() async {
        guard launch == nil else { return }
        let begun = await Launch.begin()
        launch = begun
        await begun.value?.parts.shown()
    }

    private func touched(_ launch: Launch) { Task { await launch.parts.touched() } }

    /// Inactive is a prompt or the app switcher: neither is away.
    private func follow(_ phase: ScenePhase) {
        guard let parts = launch?.value?.parts else { return }
        switch phase {
        case .active: Task { await parts.shown() }
        case .background: Task { await parts.hidden() }
        default: break
        }
    }
}
