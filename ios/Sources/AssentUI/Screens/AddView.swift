import AssentKit
import SwiftUI

struct AddView: View {
    let model: Model<AddRules>
    @Environment(\.words) private var words

    var body: some View {
        Page(words(.addAccount)) {
            Say(.onAssentServer).section()
            ServerWays(and: { WayTo(.moveIn(), .again, .moveIn, .moveInText, go: go) }, go: go)
            Say(.ofOtherWebsite).section()
            Card {
                WayTo(.scan(), .scan, .scanCode, .scanCodeText, go: go)
                WayTo(.type, .pen, .typeIn, .typeInText, go: go)
                WayTo(.imports(), .import, .importTitle, .importText, go: go)
            }
        }
    }

    private func go(_ place: Place) { model.send(AddChoice(place)) }
}

/// The two ways to an account of an Assent server.
struct ServerWays<Others: View>: View {
    let others: Others
    let go: @MainActor (Place) -> Void

    init(@ViewBuilder and others: () -> Others, go: @escaping @MainActor (Place) -> Void) { (self.others, self.go) = (others(), go) }

    var body: some View {
        Card {
            WayTo(.signIn, .phone, .signInHere, .signInHereText, isFirst: true, go: go)
            WayTo(.scan(), .computer, .signInComputer, .signInComputerText, go: go)
            others
        }
    }
}

extension ServerWays where Others == EmptyView {
    init(go: @escaping @MainActor (Place) -> Void) { self.init(and: { EmptyView() }, go: go) }
}
