import AssentKit
import AssentUI
import SwiftUI

/// The app's window, from the first moment on. The app's target is `@main` around it.
public struct AppWindow: View {
    private let running: Running
    @Environment(\.scenePhase) private var phase
    @Environment(\.words) private var words

    public init(_ running: Running) { self.running = running }

    public var body: some View {
        content
            .task { await running.appeared(phase) }
            .onOpenURL { link in Task { await running.opened(link.absoluteString) } }
            .onChange(of: phase) { _, now in Task { await running.follow(now) } }
    }

    @ViewBuilder private var content: some View {
        switch running.launch {
        case .ok(let launch): screens(launch)
        case .failed(let problem): Text(verbatim: words(problem)).padding()
        case nil: EmptyView()
        }
    }

    private func screens(_ launch: Launch) -> some View {
        RootView(stack: launch.parts.stack)
            .modifier(Lit(stack: launch.parts.stack))
            .environment(\.finder) { AnyView(Finder(capture: launch.eye.capture)) }
    }
}
