/// Typing in what another website shows, or pasting a link: its states and its rules.
public struct TypeState: Equatable, Sendable {
    public var isAdding = false

    /// The same codes are here already: what is to be done?
    public var duplicate: Typed?
    public var problem: Problem?

    public init(isAdding: Bool = false, duplicate: Typed? = nil, problem: Problem? = nil) {
        (self.isAdding, self.duplicate, self.problem) = (isAdding, duplicate, problem)
    }
}

/// What was typed.
public struct Typed: Equatable, Sendable {
    public let website: String
    public let account: String
    public let key: Secret

    public init(website: String, account: String, key: Secret) {
        (self.website, self.account, self.key) = (website, account, key)
    }
}

public enum TypeInput {
    case add(Typed)
    case decide(OnDuplicate?)
    case added(Typed, Got<String>)
}

public enum TypeEffect: Equatable {
    case add(Typed, OnDuplicate)
    case go(Place)
    case close

    /// Done: back to the list.
    case home
}

public enum TypeRules: Rules {
    public static func next(_ state: TypeState, _ input: TypeInput) -> Next<TypeState, TypeEffect> {
        switch input {
        case .add(let typed): return add(state, typed)
        case .decide(let how):
            guard let typed = state.duplicate, let how else { return Next(TypeState()) }
            return Next(TypeState(isAdding: true), .add(typed, how))
        case .added(_, .ok): return Next(TypeState(), .home)
        case .added(let typed, .failed(let problem)):
            return Next(problem.kind == .duplicate ? TypeState(duplicate: typed) : TypeState(problem: problem))
        }
    }

    /// A link or an address may be pasted where a key is asked for.
    private static func add(_ state: TypeState, _ typed: Typed) -> Next<TypeState, TypeEffect> {
        if state.isAdding { return Next(state) }
        if let place = place(of: typed.key.text) { return Next(TypeState(), [.close, .go(place)]) }
        return Next(TypeState(isAdding: true), .add(typed, .refuse))
    }
}
