/// What is damaged and was set aside: its states and its rules.
public struct DamagedState: Equatable, Sendable {
    /// Nil while they are read.
    public var records: [DamagedRecord]?

    /// The one that may be given up.
    public var chosen: DamagedRecord?
    public var problem: Problem?

    public init(_ records: [DamagedRecord]? = nil, chosen: DamagedRecord? = nil, problem: Problem? = nil) {
        (self.records, self.chosen, self.problem) = (records, chosen, problem)
    }
}

public enum DamagedInput {
    case read(Got<[DamagedRecord]>)
    case choose(DamagedRecord)
    case forget
    case forgotten(Got<Bool>)
    case back
}

public enum DamagedEffect: Equatable {
    case read
    case forget(DamagedRecord)
    case close
}

public enum DamagedRules: Rules {
    public static func next(_ state: DamagedState, _ input: DamagedInput) -> Next<DamagedState, DamagedEffect> {
        var next = state
        next.problem = nil
        switch input {
        case .read(.failed(let problem)), .forgotten(.failed(let problem)): next.problem = problem
        // Nothing is damaged any more: there is nothing to see here.
        case .read(.ok(let records)):
            next.records = records
            return Next(next, records.isEmpty ? [.close] : [])
        case .choose(let record): next.chosen = record
        case .forget: return Next(next, state.chosen.map { [.forget($0)] } ?? [])
        // Forgotten or whole again, it is no longer in the list.
        case .forgotten(.ok):
            next.chosen = nil
            return Next(next, .read)
        case .back: next.chosen = nil
        }
        return Next(next)
    }
}

@MainActor
final class DamagedWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<DamagedRules> { Model(Next(DamagedState(), .read), work: DamagedWork(parts)) }

    func begin(_ effect: DamagedEffect, _ send: @escaping Send<DamagedInput>) {
        switch effect {
        case .read: Task { send(.read(await parts.bridge.damaged())) }
        case .forget(let record): Task { send(.forgotten(await parts.bridge.forgetDamaged(record))) }
        case .close: parts.stack.close(.damaged)
        }
    }
}
