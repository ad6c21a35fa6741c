import AssentKit
import AssentUI

/// One visible state of a screen.
@MainActor
public struct Shown {
    public let name: String
    public let screen: Screen
}

/// Every state of every screen.
@MainActor public let everyState: [Shown] =
    all("accounts", Samples.accountsStates) { .accounts(Model(still: $0)) }
    + all("request", Samples.requestStates) { .request(Model(still: $0)) }
    + all("requests", Samples.requestsStates) { .requests(Model(still: $0)) }
    + all("account", Samples.accountStates) { .account(Model(still: $0)) }
    + all("add", Samples.addStates) { .add(Model(still: $0)) }
    + all("history", Samples.historyStates) { .history(Model(still: $0)) }
    + all("licences", Samples.licencesStates) { .licences(Model(still: $0)) }
    + all("link", Samples.linkStates) { .link(Model(still: $0)) }
    + all("settings", Samples.settingsStates) { .settings(Model(still: $0)) }
    + all("sign-in", Samples.signInStates) { .signIn(Model(still: $0)) }
    + all("type", Samples.typeStates) { .type(Model(still: $0)) }
    + all("damaged", Samples.damagedStates) { .damaged(Model(still: $0)) }
    + all("welcome", Samples.welcomeStates) { .welcome(Model(still: $0)) }
    + all("repair", Samples.repairStates) { .repair(Model(still: $0)) }
    + all("import", TransferSamples.importStates) { .imports(Model(still: $0)) }
    + all("export", TransferSamples.exportStates) { .export(Model(still: $0)) }
    + all("scan", Samples.scanStates) { .scan(Model(still: $0)) }
    + all("move-out", Samples.moveOutStates) { .moveOut(Model(still: $0)) }
    + all("move-in", Samples.moveInStates) { .moveIn(Model(still: $0)) }
    + all("notify", Samples.notifyStates) { .notify(Model(still: $0)) }
    + all("lock", Samples.lockStates) { .lock(Model(still: $0)) }

@MainActor
private func all<State>(_ screen: String, _ states: KeyValuePairs<String, State>, _ make: (State) -> Screen) -> [Shown] {
    states.map { Shown(name: "\(screen)-\($0.key)", screen: make($0.value)) }
}

/// Large screens, with the list beside what was opened from it, or what is over everything.
@MainActor public let everyTabletState: [(name: String, stack: Stack)] = [
    ("list", [.accounts]), ("account", [.accounts, .account("1")]), ("add", [.accounts, .add]), ("settings", [.accounts, .settings]),
    ("scan", [.accounts, .scan()]), ("move-out", [.accounts, .moveOut]),
    ("request", [.accounts, .request("r1")]), ("lock", [.lock]),
].map { (name: $0.0, stack: sampleStack($0.1)) }

/// The list with its states as they are, and what lies over it.
@MainActor
public func sampleStack(_ places: [Place]) -> Stack {
    let stack = Stack(make: sample)
    for place in places { stack.go(place) }
    return stack
}

@MainActor
private func sample(_ place: Place) -> Screen {
    switch place {
    case .accounts: .accounts(Model(still: Samples.accountsStates["content"]))
    case .account: .account(Model(still: Samples.accountStates["looking"]))
    case .settings: .settings(Model(still: Samples.settingsStates["list"]))
    case .scan: .scan(Model(still: Samples.scanStates["looking"]))
    case .moveOut: .moveOut(Model(still: Samples.moveOutStates["showing"]))
    case .request: .request(Model(still: Samples.requestStates["number"]))
    case .lock: .lock(Model(still: Samples.lockStates["waiting"]))
    default: .add(Model(still: AddState()))
    }
}
