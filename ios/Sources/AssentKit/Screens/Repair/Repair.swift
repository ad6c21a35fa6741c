/// Whether an account's link works, and how it is made anew when it does not. Its states and its rules.
public struct RepairState: Equatable, Sendable {
    public var account: Account?

    /// Nil while its server is asked.
    public var health: LinkHealth?

    /// The server's page is open in the browser.
    public var isSigningIn = false
    public var problem: Problem?

    public init(_ account: Account? = nil, health: LinkHealth? = nil, problem: Problem? = nil) {
        (self.account, self.health, self.problem) = (account, health, problem)
    }
}

public enum RepairInput {
    case looked(Account?, Got<LinkHealth>)
    case again
    case signIn
    case started(Got<SignIn>)
    case noBrowser

    /// The person closed the page.
    case closed
    case scan
    case done
}

public enum RepairEffect: Equatable {
    case look

    /// At the server of this address.
    case signIn(String)
    case open(SignIn)
    case scan
    case close
}

public enum RepairRules: Rules {
    public static func next(_ state: RepairState, _ input: RepairInput) -> Next<RepairState, RepairEffect> {
        switch input {
        case .looked(let account, let got): Next(RepairState(account, health: got.value, problem: got.problem))
        case .again: Next(RepairState(state.account), .look)
        case .signIn: Next(state.with(state.isSigningIn), state.account?.serverUrl.map { [.signIn($0)] } ?? [])
        case .started(.ok(let page)): Next(state.with(true), .open(page))
        case .started(.failed(let problem)): Next(state.with(state.isSigningIn, problem))
        case .noBrowser: Next(state.with(false, Problem(.other, "error-no-browser")))
        case .closed: Next(state.with(false))
        case .scan: Next(state, .scan)
        case .done: Next(state, .close)
        }
    }
}

extension RepairState {
    fileprivate func with(_ isSigningIn: Bool, _ problem: Problem? = nil) -> RepairState {
        var next = self
        (next.isSigningIn, next.problem) = (isSigningIn, problem)
        return next
    }
}

@MainActor
final class RepairWork: Work {
    private let parts: Parts
    private let account: String

    init(_ parts: Parts, _ account: String) { (self.parts, self.account) = (parts, account) }

    static func screen(_ parts: Parts, _ account: String) -> Model<RepairRules> { Model(Next(RepairState(), .look), work: RepairWork(parts, account)) }

    func begin(_ effect: RepairEffect, _ send: @escaping Send<RepairInput>) {
        switch effect {
        case .look: Task { send(await look()) }
        case .signIn(let server): Task { send(.started(await parts.bridge.startSignIn(server))) }
        case .open(let page): open(page, send)
        case .scan: parts.stack.go(.scan(repairing: account))
        case .close: parts.stack.close(.repair(account))
        }
    }

    private func look() async -> RepairInput {
        let got = await parts.pushes.renew(account)
        return .looked(await parts.bridge.accounts().value?.first { $0.id == account }, got)
    }

    private func open(_ page: SignIn, _ send: @escaping Send<RepairInput>) {
        let isOpen = parts.signIn(page) { send(.closed) } then: { [account] in .repairSignedIn(account: account, page, callback: $0) }
        if !isOpen { send(.noBrowser) }
    }
}
