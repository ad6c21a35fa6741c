/// How requests reach this phone, and whether that works: its states and its rules.
public struct NotifyFacts: Equatable, Sendable {
    /// Whether the phone shows notifications of ours; nil: nobody was asked yet.
    public let isAllowed: Bool?

    /// Whether any server sends requests here.
    public let hasServers: Bool

    public init(isAllowed: Bool?, hasServers: Bool = true) { (self.isAllowed, self.hasServers) = (isAllowed, hasServers) }
}

/// The links of the chain from a server to the person's eye, in the order in which they are looked at.
public enum Chain: Int, CaseIterable, Sendable {
    case allowed, servers

    /// Apple's service has an address for this phone.
    case way

    /// The servers have that address.
    case push
    case shown
}

/// How a link is. Those of `begun` are still looked at; those of `unknown` can't be looked at from here.
public enum Found: Sendable {
    case begun, works, broken, unknown
}

public struct NotifyState: Equatable, Sendable {
    /// Nil while it is read.
    public var facts: NotifyFacts?

    /// What the test found so far; nil: it was not asked for.
    public var test: [Chain: Found]?

    public init(_ facts: NotifyFacts? = nil, test: [Chain: Found]? = nil) { (self.facts, self.test) = (facts, test) }

    public var isTesting: Bool { test?.values.contains(.begun) == true }
}

public enum NotifyInput {
    /// The screen is before the person again, maybe after the phone's settings.
    case look
    case read(NotifyFacts)

    /// By the system's prompt, or in the phone's settings for whoever said no.
    case allow
    case test
    case tested(Chain, Found)

    /// From the test to what it is a test of.
    case back
}

public enum NotifyEffect: Equatable {
    case read
    case allow
    case openSettings
    case test(Chain)
}

public enum NotifyRules: Rules {
    static var first: Next<NotifyState, NotifyEffect> { Next(NotifyState(), .read) }

    public static func next(_ state: NotifyState, _ input: NotifyInput) -> Next<NotifyState, NotifyEffect> {
        switch input {
        case .look: Next(state, .read)
        case .read(let facts): Next(NotifyState(facts, test: state.test))
        case .allow: Next(state, state.facts?.isAllowed == nil ? .allow : .openSettings)
        case .test: Next(NotifyState(state.facts, test: [.allowed: .begun]), .test(.allowed))
        case .tested(let link, let found): tested(state, link, found)
        case .back: Next(NotifyState(state.facts))
        }
    }

    /// One after the other; what is broken does not keep the rest from being looked at.
    private static func tested(_ state: NotifyState, _ link: Chain, _ found: Found) -> Next<NotifyState, NotifyEffect> {
        guard var test = state.test else { return Next(state) }
        test[link] = found
        let next = Chain(rawValue: link.rawValue + 1)
        if let next { test[next] = .begun }
        return Next(NotifyState(state.facts, test: test), next.map { [.test($0)] } ?? [])
    }
}
