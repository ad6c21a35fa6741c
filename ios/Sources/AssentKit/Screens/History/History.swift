/// What was answered: its states and its rules.
public struct HistoryState: Equatable, Sendable {
    /// Newest first; nil while it is read.
    public var entries: [HistoryEntry]?
    public var now: Int64

    /// The one that is looked at closely.
    public var open: HistoryEntry?
    public var problem: Problem?

    /// "It was not me" is on its way.
    public var isReporting = false

    /// What the open one let in can't be kept out any more.
    public var isUsed: Bool

    public init(_ entries: [HistoryEntry]?, now: Int64, open: HistoryEntry? = nil, problem: Problem? = nil, isUsed: Bool = false) {
        (self.entries, self.now, self.open, self.problem, self.isUsed) = (entries, now, open, problem, isUsed)
    }

    /// The server takes a report for a quarter of an hour after the answer.
    public func mayReport(_ entry: HistoryEntry) -> Bool { entry.answer != .report && !isUsed && now < entry.answeredAt + 900 }
}

public enum HistoryInput {
    case read(Got<[HistoryEntry]>)
    case opens(HistoryEntry)
    case share
    case shared(Problem?)
    case notMe
    case reported(String, Got<Answered>)
    case changePassword

    /// No browser could open the page.
    case noBrowser

    /// What lay over it is gone, maybe with an answer.
    case cameBack(now: Int64)
    case back
}

public enum HistoryEffect: Equatable {
    case read

    /// Hands the receipt to another app.
    case share(String)
    case report(String)
    case openSecurityPage(account: String)
}

public enum HistoryRules: Rules {
    public static func next(_ state: HistoryState, _ input: HistoryInput) -> Next<HistoryState, HistoryEffect> {
        var next = state
        next.problem = nil
        switch input {
        case .read(.ok(let entries)):
            next.entries = entries.sorted { $0.answeredAt > $1.answeredAt }
            next.open = state.open.map { open in entries.first { $0.request == open.request } ?? open }
        case .read(.failed(let problem)): next.problem = problem
        case .opens(let entry): (next.open, next.isUsed) = (entry, false)
        case .share: return Next(next, state.open.map { [.share($0.request)] } ?? [])
        case .shared(let problem): next.problem = problem
        case .notMe: return report(next)
        case .reported(let request, let got): return reported(next, request, got.problem)
        case .changePassword: return Next(next, state.open.map { [.openSecurityPage(account: $0.account)] } ?? [])
        case .noBrowser: next.problem = Problem(.other, "error-no-browser")
        case .cameBack(let now):
            next.now = now
            return Next(next, .read)
        case .back: next.open = nil
        }
        return Next(next)
    }

    private static func report(_ state: HistoryState) -> Next<HistoryState, HistoryEffect> {
        guard let entry = state.open, !state.isReporting, state.mayReport(entry) else { return Next(state) }
        var next = state
        next.isReporting = true
        return Next(next, .report(entry.request))
    }

    /// The person may look at another one by now.
    private static func reported(_ state: HistoryState, _ request: String, _ problem: Problem?) -> Next<HistoryState, HistoryEffect> {
        var next = state
        next.isReporting = false
        guard let problem else { return Next(next, .read) }
        guard let entry = state.open, entry.request == request else { return Next(next) }
        if problem.isOver, entry.outcome == .approved { next.isUsed = true } else { next.problem = problem }
        return Next(next)
    }
}
