/// All codes of other websites into an encrypted file: its states and its rules.
public enum ExportState: Equatable, Sendable {
    case asking(Problem? = nil)
    case making

    /// It is made and has to be put somewhere.
    case made(Exported, Problem? = nil)
    case saved(Exported)
}

public enum ExportInput {
    /// Typed twice. No part of any state.
    case make(Secret, again: Secret)
    case made(Got<Exported>)
    case save

    /// Nil: the person chose no place.
    case saved(Got<Done>?)
    case done
}

public enum ExportEffect: Equatable {
    case make(Secret)
    case save(Exported)
    case close
}

public enum ExportRules: Rules {
    /// Whoever finds the file may try as often as they like.
    private static var leastBytes: Int { 8 }

    public static func next(_ state: ExportState, _ input: ExportInput) -> Next<ExportState, ExportEffect> {
        switch (input, state) {
        case (.make(let first, let again), .asking): make(first, again)
        case (.made(.ok(let exported)), _): Next(.made(exported))
        case (.made(.failed(let problem)), _): Next(.asking(problem))
        case (.save, .made(let exported, _)): Next(.made(exported), .save(exported))
        case (.saved(.ok), .made(let exported, _)): Next(.saved(exported))
        case (.saved(.failed(let problem)), .made(let exported, _)): Next(.made(exported, problem))
        case (.done, _): Next(state, .close)
        case (.make, _), (.save, _), (.saved, _): Next(state)
        }
    }

    private static func make(_ first: Secret, _ again: Secret) -> Next<ExportState, ExportEffect> {
        guard let passphrase = typedTwice(first, again) else { return refused("error-passphrase-differs") }
        return passphrase.count < leastBytes ? refused("error-passphrase-short") : Next(.making, .make(passphrase))
    }

    private static func refused(_ key: String) -> Next<ExportState, ExportEffect> { Next(.asking(Problem(.other, key))) }
}

@MainActor
final class ExportWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<ExportRules> { Model(Next(.asking()), work: ExportWork(parts)) }

    func begin(_ effect: ExportEffect, _ send: @escaping Send<ExportInput>) {
        switch effect {
        case .make(let passphrase): Task { send(.made(await parts.bridge.export(passphrase))) }
        case .save(let exported): Task { send(.saved(await parts.documents.write("assent.export", exported.file))) }
        case .close: parts.stack.close(.export)
        }
    }
}
