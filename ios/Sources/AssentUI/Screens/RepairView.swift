import AssentKit
import SwiftUI

struct RepairView: View {
    let model: Model<RepairRules>
    @Environment(\.words) private var words

    private var state: RepairState { model.state }

    var body: some View {
        Page(words(.repair), problem: state.problem) {
            if let health = state.health { found(health) } else if state.problem == nil { Say(.askingServer).soft() }
        } foot: {
            if state.health == .works { Press(.done) { model.send(.done) } }
            if state.health == nil, state.problem != nil { Press(.tryAgain) { model.send(.again) } }
        }
    }

    @ViewBuilder private func found(_ health: LinkHealth) -> some View {
        let (head, text) = Self.words(of: health)
        Say(head).head()
        Say(text).soft()
        if health != .works {
            if state.isSigningIn { Notice(text: words(.pageIsOpen)) }
            Say(.linkAgain).section()
            Card {
                Choice(.phone, state.isSigningIn ? .openAgain : .signInHere, .signInHereText, isFirst: true) { model.send(.signIn) }
                WayTo(.scan(), .computer, .signInComputer, .signInComputerText) { _ in model.send(.scan) }
            }
        }
    }

    private static func words(of health: LinkHealth) -> (TextKey, TextKey) {
        switch health {
        case .works: (.linkWorks, .linkWorksText)
        case .keyGone: (.keyGone, .keyGoneText)
        case .oldCopy: (.oldCopy, .oldCopyText)
        case .unlinked: (.noLongerLinked, .repairUnlinkedText)
        }
    }
}
