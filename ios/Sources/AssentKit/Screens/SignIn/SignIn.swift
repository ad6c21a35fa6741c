/// Signing in at a server's page on this phone: its states and its rules.
public struct SignInState: Equatable, Sendable {
    /// The page that is open in the browser.
    public var page: SignIn?
    public var isStarting = false
    public var problem: Problem?

    public init(page: SignIn? = nil, isStarting: Bool = false, problem: Problem? = nil) {
        (self.page, self.isStarting, self.problem) = (page, isStarting, problem)
    }
}

public enum SignInInput {
    /// At the server of this address.
    case start(String)
    case started(Got<SignIn>)

    /// The person closed the page.
    case closed

    /// Whether there is a browser.
    case opened(Bool)
}

public enum SignInEffect: Equatable {
    case start(String)
    case open(SignIn)
}

public enum SignInRules: Rules {
    public static func next(_ state: SignInState, _ input: SignInInput) -> Next<SignInState, SignInEffect> {
        switch input {
        case .start(let server):
            if state.isStarting { return Next(state) }
            return Next(SignInState(isStarting: true), .start(address(server)))
        case .started(.ok(let page)): return Next(SignInState(page: page), .open(page))
        case .started(.failed(let problem)): return Next(SignInState(problem: problem))
        case .closed: return Next(SignInState(isStarting: state.isStarting))
        case .opened(true): return Next(state)
        case .opened(false): return Next(SignInState(problem: Problem(.other, "error-no-browser")))
        }
    }

    /// People leave out how it begins.
    private static func address(_ typed: String) -> String { typed.contains("://") ? typed : "https://\(typed)" }
}

@MainActor
final class SignInWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<SignInRules> { Model(Next(SignInState()), work: SignInWork(parts)) }

    func begin(_ effect: SignInEffect, _ send: @escaping Send<SignInInput>) {
        switch effect {
        case .start(let server): Task { send(.started(await parts.bridge.startSignIn(server))) }
        case .open(let page): send(.opened(parts.signIn(page) { send(.closed) } then: { .signedIn(page, callback: $0) }))
        }
    }
}
