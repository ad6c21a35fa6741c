/// What was answered: its states and its rules.
public struct HistoryState: Equatable, Sendable {
    /// Newest first; nil while it is read.
    public var entries: [HistoryEntry]?
    public var now: Int64

    /// The one that is looked at closely.
    public var open: HistoryEntry?
    public var problem: Problem?

    public init(_ entries: [HistoryEntry]?, now: Int64, open: HistoryEntry? = nil, problem: Problem? = nil) {
        (self.entries, self.now, self.open, self.problem) = (entries, now, open, problem)
    }
}

public enum HistoryInput {
    case read(Got<[HistoryEntry]>)
    case opens(HistoryEntry)
    case share
    case shared(Problem?)

    /// What lay over it is gone, maybe with an answer.
    case cameBack(now: Int64)
    case back
}

public enum HistoryEffect: Equatable {
    case read

    /// Hands the receipt to another app.
    case share(String)
}

public enum HistoryRules: Rules {
    public static func next(_ state: HistoryState, _ input: HistoryInput) -> Next<HistoryState, HistoryEffect> {
        var next = state
        next.problem = nil
        switch input {
        case .read(.ok(let entries)): next.entries = entries.sorted { $0.answeredAt > $1.answeredAt }
        case .read(.failed(let problem)): next.problem = problem
        case .opens(let entry): next.open = entry
        case .share: return Next(next, state.open.map { [.share($0.request)] } ?? [])
        case .shared(let problem): next.problem = problem
        case .cameBack(let now):
            next.now = now
            return Next(next, .read)
        case .back: next.open = nil
        }
        return Next(next)
    }
}

@MainActor
final class HistoryWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<HistoryRules> {
        Model(Next(HistoryState(nil, now: parts.now()), .read), work: HistoryWork(parts))
    }

    func begin(_ effect: HistoryEffect, _ send: @escaping Send<HistoryInput>) {
        switch effect {
        case .read: Task { send(.read(await parts.bridge.history())) }
        case .share(let request): Task { send(.shared(await share(request))) }
        }
    }

    func cameBack(_ send: @escaping Send<HistoryInput>) { send(.cameBack(now: parts.now())) }

    private func share(_ request: String) async -> Problem? {
        let got = await parts.bridge.receipt(request)
        if let receipt = got.value { parts.outside.share(name: "receipt-\(request.prefix(8)).json", text: String(decoding: receipt, as: UTF8.self)) }
        return got.problem
    }
}
