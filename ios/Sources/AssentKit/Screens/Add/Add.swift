/// Adding an account: the ways to it. Nothing changes here.
public struct AddState: Equatable, Sendable {
    public init() {}
}

/// Where the person goes.
public struct AddChoice: Equatable {
    public let place: Place

    public init(_ place: Place) { self.place = place }
}

public enum AddRules: Rules {
    public static func next(_ state: AddState, _ input: AddChoice) -> Next<AddState, AddChoice> { Next(state, input) }
}

@MainActor
final class AddWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<AddRules> { Model(Next(AddState()), work: AddWork(parts)) }

    func begin(_ effect: AddChoice, _ send: @escaping Send<AddChoice>) { parts.stack.go(effect.place) }
}
