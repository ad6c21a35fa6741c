import Accessibility
import AssentKit
import SwiftUI

/// The app's one window: what is over everything, or the list and what was opened from it.
public struct RootView: View {
    @Bindable private var stack: Stack
    @Environment(\.scenePhase) private var phase

    /// The screen is recorded, mirrored or shown elsewhere.
    @Environment(\.isSceneCaptured) private var isCaptured
    @Environment(\.horizontalSizeClass) private var width
    @Environment(\.words) private var words

    public init(stack: Stack) { self.stack = stack }

    public var body: some View {
        ZStack {
            // What nobody sees is not read out either: a recording may have the sound.
            screens.accessibilityHidden(isCaptured)
            // The system takes a picture of the app when it leaves the screen: of this.
            if isCaptured || phase != .active || stack.top == nil { Shield(isCaptured: isCaptured) }
        }
        .tint(Paint.accent)
        .announces(isCaptured ? words(.iosCaptured) : nil, atFirst: true)
        // What comes over everything comes by itself: who listens goes to it, and back when it is gone.
        .onChange(of: stack.over?.place) { _, _ in AccessibilityNotification.ScreenChanged().post() }
    }

    @ViewBuilder private var screens: some View {
        if let over = stack.over {
            NavigationStack { ScreenView(screen: over.screen) }
        } else if let base = stack.base {
            if width == .regular { Panes(stack: stack, base: base) } else { narrow(base) }
        }
    }

    private func narrow(_ base: Stack.Open) -> some View {
        NavigationStack(path: $stack.path) {
            ScreenView(screen: base.screen).navigationDestination(for: Place.self) { place in
                if let screen = stack.screen(of: place) { ScreenView(screen: screen) }
            }
        }
    }
}

/// Large screens: the list stays beside what was opened from it.
private struct Panes: View {
    let stack: Stack
    let base: Stack.Open

    var body: some View {
        NavigationSplitView {
            ScreenView(screen: base.screen).environment(\.beside, stack.path.last)
        } detail: {
            if let place = stack.path.last, let screen = stack.screen(of: place) {
                NavigationStack { ScreenView(screen: screen).environment(\.goBack) { stack.close(place) } }
            } else {
                Shield()
            }
        }
    }
}

/// Nothing to see.
private struct Shield: View {
    /// Says why.
    var isCaptured = false

    var body: some View {
        ViewThatFits(in: .vertical) { mark; ScrollView { mark } }
            .frame(maxWidth: .infinity, maxHeight: .infinity).background(Paint.page)
    }

    private var mark: some View {
        VStack(spacing: 16) {
            Icon.mark.image.font(.largeTitle).foregroundStyle(Paint.accent)
            if isCaptured { Say(.iosCaptured).soft().multilineTextAlignment(.center) }
        }
        .padding(24).frame(maxWidth: 420)
    }
}

/// One screen.
public struct ScreenView: View {
    let screen: Screen

    public init(screen: Screen) { self.screen = screen }

    public var body: some View {
        switch screen {
        case .accounts(let model): AccountsView(model: model)
        case .account(let model): AccountView(model: model)
        case .add(let model): AddView(model: model)
        case .damaged(let model): DamagedView(model: model)
        case .export(let model): ExportView(model: model)
        case .imports(let model): ImportView(model: model)
        case .history(let model): HistoryView(model: model)
        case .licences(let model): LicencesView(model: model)
        case .link(let model): LinkView(model: model)
        case .lock(let model): LockView(model: model)
        case .moveIn(let model): MoveInView(model: model)
        case .moveOut(let model): MoveOutView(model: model)
        case .notify(let model): NotifyView(model: model)
        case .repair(let model): RepairView(model: model)
        case .request(let model): RequestView(model: model)
        case .requests(let model): RequestsView(model: model)
        case .scan(let model): ScanView(model: model)
        case .settings(let model): SettingsView(model: model)
        case .signIn(let model): SignInView(model: model)
        case .type(let model): TypeView(model: model)
        case .welcome(let model): WelcomeView(model: model)
        }
    }
}
