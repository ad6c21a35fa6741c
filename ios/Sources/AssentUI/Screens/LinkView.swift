import AssentKit
import SwiftUI

struct LinkView: View {
    let model: Model<LinkRules>
    @Environment(\.words) private var words

    var body: some View {
        switch model.state {
        case .asking: page(words(.linkTitle)) { Say(.loading).soft() } foot: { Press(.cancel, .plain) { done() } }
        case .showsCode(let link): code(link)
        case .linked(let link, let isOldListed): linked(link, isOldListed)
        case .failed(let problem): page(words(.linkTitle), problem) { EmptyView() } foot: { Press(.done) { done() } }
        }
    }

    private func code(_ link: NewLink) -> some View {
        page(words(.linkTo, link.issuer)) {
            VStack(spacing: 12) {
                Say(.typeOnComputer).font(.headline).foregroundStyle(Paint.ink)
                LinkCode(code: link.linkCode ?? "")
                Say(.linkCodeText).soft()
            }
            .multilineTextAlignment(.center).padding(.vertical, 16).frame(maxWidth: .infinity)
            facts(link)
        } foot: {
            Say(.waitingForComputer).font(.subheadline.weight(.medium)).foregroundStyle(Paint.ink).multilineTextAlignment(.center)
            Press(.cancel, .plain) { done() }
        }
    }

    private func linked(_ link: NewLink, _ isOldListed: Bool) -> some View {
        page(words(.linkTo, link.issuer)) {
            Centre(icon: .mark, title: words(.linked), text: words(.linkedText, link.accountName))
            if isOldListed { Notice(text: words(.oldListed)) }
            facts(link)
            Say(.backupCodesHint).soft()
        } foot: {
            Press(.done) { done() }
        }
    }

    private func facts(_ link: NewLink) -> some View {
        Card {
            Fact(icon: .computer, name: .factServer, value: withoutScheme(link.serverUrl))
            Fact(icon: .user, name: .factAccount, value: link.accountName)
            Fact(icon: .done, name: .factMay, value: words(.mayText))
        }
    }

    private func page(_ title: String, _ problem: Problem? = nil, @ViewBuilder content: () -> some View, @ViewBuilder foot: () -> some View) -> some View {
        Page(title, problem: problem, onBack: { done() }, content: content, foot: foot)
    }

    private func done() { model.send(.done) }
}

/// As people say a server's name.
func withoutScheme(_ address: String) -> String { address.hasPrefix("https://") ? String(address.dropFirst(8)) : address }
