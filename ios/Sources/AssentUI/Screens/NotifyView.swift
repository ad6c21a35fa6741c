import AssentKit
import SwiftUI

struct NotifyView: View {
    let model: Model<NotifyRules>
    @Environment(\.words) private var words

    private var state: NotifyState { model.state }

    var body: some View {
        if let facts = state.facts {
            if let test = state.test { tested(test, facts) } else { list(facts) }
        } else {
            Page(words(.notifications)) { Say(.loading).soft() }
        }
    }

    private func list(_ facts: NotifyFacts) -> some View {
        Page(words(.notifications)) {
            if facts.isAllowed != true {
                Notice(text: words(.notifyNotAllowed), isAlarm: true)
                Card { allow(facts) }
            }
            Say(.notifyWays).section()
            Card { Row(icon: .phone, name: words(.iosWakePush), more: words(.iosWakePushText)) }
            Say(.iosWakePushDoubt).soft()
        } foot: {
            Press(.notifyTest) { model.send(.test) }
        }
    }

    @ViewBuilder private func allow(_ facts: NotifyFacts) -> some View {
        if facts.isAllowed == nil {
            Choice(.warn, .notifyAllow) { model.send(.allow) }
        } else {
            Choice(.gear, .openSettings, .iosNotifyDenied) { model.send(.allow) }
        }
    }

    private func tested(_ test: [Chain: Found], _ facts: NotifyFacts) -> some View {
        Page(words(.notifications), onBack: { model.send(.back) }) {
            Say(state.isTesting ? .notifyTesting : .notifyTested).soft()
            Card {
                ForEach(Chain.allCases.filter { test[$0] != nil }, id: \.self) { link in row(link, test[link] ?? .begun, facts) }
            }
        } foot: {
            if !state.isTesting { Press(.notifyTestAgain) { model.send(.test) } }
        }
    }

    private func row(_ link: Chain, _ found: Found, _ facts: NotifyFacts) -> some View {
        let (icon, said) = Self.look(of: found)
        let more = [said, advice(link, found, facts)].compactMap { $0.map { words($0) } }.joined(separator: "\n")
        return Row(icon: icon, name: words(Self.name(of: link)), more: more, isAlarm: found == .broken)
    }

    private static func look(of found: Found) -> (Icon, TextKey) {
        switch found {
        case .begun: (.clock, .chainBegun)
        case .works: (.done, .chainWorks)
        case .broken: (.no, .chainBroken)
        case .unknown: (.help, .iosChainUnknown)
        }
    }

    private static func name(of link: Chain) -> TextKey {
        switch link {
        case .allowed: .chainAllowed
        case .servers: .chainServers
        case .way: .iosChainWay
        case .push: .iosChainPush
        case .shown: .chainShown
        }
    }

    /// What it means, and what to do.
    private func advice(_ link: Chain, _ found: Found, _ facts: NotifyFacts) -> TextKey? {
        switch (found, link) {
        case (.works, .shown): .iosChainShownWorks
        case (.unknown, _): facts.hasServers ? .iosChainPushTold : .iosChainPushNone
        case (.broken, .allowed), (.broken, .shown): .chainAllowedBroken
        case (.broken, .servers): .chainServersBroken
        case (.broken, .way): .iosChainWayBroken
        case (.broken, .push): .iosChainPushBroken
        case (.begun, _), (.works, _): nil
        }
    }
}
