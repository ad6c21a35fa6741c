import AssentKit
import SwiftUI

/// The question, then what became of it.
struct RequestView: View {
    let model: Model<RequestRules>
    @Environment(\.words) private var words

    var body: some View {
        ZStack {
            if let how = model.state.over { OverView(model: model, how: how) } else { AskingView(model: model) }
        }
        .announces(model.state.over.map { words(OverView.look(of: $0).title) })
    }
}

/// The question: who asks, for which account, from where, with what, when; and two buttons of one size.
struct AskingView: View {
    let model: Model<RequestRules>
    @Environment(\.words) private var words
    @Environment(\.dynamicTypeSize) private var size

    private var state: RequestState { model.state }

    var body: some View {
        VStack(spacing: 0) {
            ScrollView {
                VStack(spacing: 16) {
                    if let request = state.request { asked(request) }
                    if let text = notice { Notice(text: text, isAlarm: state.problem != nil) }
                    // Where the keys would hide what is asked, they come below it.
                    if state.digits > 0, size.isAccessibilitySize {
                        boxes
                        keys
                    }
                }
                .padding(16).frame(maxWidth: 640)
            }
            VStack(spacing: 12) {
                if state.digits > 0, !size.isAccessibilitySize { boxes }
                answers
                if state.digits > 0, !size.isAccessibilitySize { keys }
            }
            .padding(.horizontal, 16).padding(.bottom, 8).frame(maxWidth: 640)
        }
        .background(Paint.page)
        .announces(notice, atFirst: true)
    }

    @ViewBuilder private func asked(_ request: Request) -> some View {
        let isSmall = request.numberDigits > 0
        if isSmall { smallHead(request) } else { largeHead(request) }
        Card { facts(request, isSmall) }
    }

    private func largeHead(_ request: Request) -> some View {
        VStack(spacing: 12) {
            FaceDial(initials: String(request.service.prefix(2)), left: state.rest, size: 104)
            timeLeft.font(.subheadline)
            question(request).font(.title.weight(.bold)).multilineTextAlignment(.center)
        }
        .accessibilityElement(children: .contain)
        .padding(.top, 12)
    }

    /// The keys for a number need the room that the large ring takes.
    private func smallHead(_ request: Request) -> some View {
        HStack(spacing: 14) {
            // Large letters want the whole width.
            if !size.isAccessibilitySize { FaceDial(initials: String(request.service.prefix(2)), left: state.rest, size: 56) }
            VStack(alignment: .leading, spacing: 2) {
                question(request).font(.title3.weight(.bold)).multilineTextAlignment(.leading)
                timeLeft.font(.footnote)
            }
            .frame(maxWidth: .infinity, alignment: .leading)
        }
    }

    /// Heard first, wherever it stands.
    private func question(_ request: Request) -> some View {
        Text(verbatim: words(.areYouSigningIn, request.service)).foregroundStyle(Paint.ink).accessibilityAddTraits(.isHeader)
            .accessibilitySortPriority(1)
    }

    private var timeLeft: some View {
        Text(verbatim: left).foregroundStyle(Paint.soft).monospacedDigit().accessibilityAddTraits(.updatesFrequently)
    }

    @ViewBuilder private func facts(_ request: Request, _ isSmall: Bool) -> some View {
        Fact(icon: .user, name: .factAccount, value: request.accountName, more: isSmall ? nil : request.issuer, isTight: isSmall)
        Fact(icon: .place, name: .factPlace, value: words.place(request.place), more: request.address, isTight: isSmall)
        Fact(
            icon: .computer, name: .factWith, value: words.browser(of: request), more: request.isFirstTime ? words(.firstTime) : nil,
            isDoubt: true, isTight: isSmall)
        Fact(icon: .clock, name: .factWhen, value: words.moment(request.askedAt, now: state.now), isTight: isSmall)
    }

    private var left: String {
        if case .sending = state.stage { words(.sending) } else { words.short(state.left) }
    }

    private var notice: String? { state.problem.map { words($0) } ?? (state.isCrowded ? words(.crowded) : nil) }

    private var answers: some View {
        HStack(spacing: 12) {
            Press(.no, .no, isAnswer: true) { model.send(.no) }.disabled(!state.mayDeny)
            Press(.yes, isAnswer: true) { model.send(.yes) }.disabled(!state.mayApprove)
        }
    }

    private var boxes: some View { NumberBoxes(digits: state.digits, typed: state.number) }

    private var keys: some View { NumberKeys { model.send(.digit($0)) } erase: { model.send(.erase) } }
}
