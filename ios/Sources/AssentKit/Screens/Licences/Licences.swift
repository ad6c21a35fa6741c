/// What the app is built of, and under which licences: its states and its rules.
public struct LicencesState: Equatable, Sendable {
    public var parts: [BuiltIn]

    /// The one whose licence is read.
    public var open: BuiltIn?

    public init(_ parts: [BuiltIn], open: BuiltIn? = nil) { (self.parts, self.open) = (parts, open) }
}

public enum LicencesInput {
    case opens(BuiltIn)
    case back
}

public enum LicencesRules: Rules {
    public static func next(_ state: LicencesState, _ input: LicencesInput) -> Next<LicencesState, Never> {
        switch input {
        case .opens(let part): Next(LicencesState(state.parts, open: part))
        case .back: Next(LicencesState(state.parts))
        }
    }
}

/// Everything is there from the first moment on.
@MainActor
final class LicencesWork: Work {
    static func screen() -> Model<LicencesRules> { Model(Next(LicencesState(BuiltIn.read())), work: LicencesWork()) }

    func begin(_ effect: Never, _ send: @escaping Send<LicencesInput>) {}
}
