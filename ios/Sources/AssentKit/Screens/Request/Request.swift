/// One request, over everything: its states.

/// How far it is.
public enum Stage: Equatable, Sendable {
    /// The person is asked.
    case asking

    /// The answer is on its way: neither button does anything more.
    case sending(Answer)

    /// Over, by this phone's answer or without it.
    case over(How)
}

/// How a request ended, as the person is told.
public enum How: CaseIterable, Sendable {
    case approved, denied, reported, mistake, expired, settled, withdrawn, gone
}

public struct RequestState: Equatable, Sendable {
    public var request: Request?
    public var now: Int64
    public var stage: Stage

    /// Digits typed so far, where the sign-in page shows a number.
    public var number = ""

    /// Whether other requests wait too.
    public var isCrowded = false
    public var problem: Problem?

    public init(_ request: Request?, now: Int64, _ stage: Stage = .asking, number: String = "", isCrowded: Bool = false, problem: Problem? = nil) {
        (self.request, self.now, self.stage) = (request, now, stage)
        (self.number, self.isCrowded, self.problem) = (number, isCrowded, problem)
    }

    public var left: Int64 { request.map { max(0, $0.expiresAt - now) } ?? 0 }
    public var digits: Int { request.map { Int($0.numberDigits) } ?? 0 }
    public var mayApprove: Bool { mayDeny && number.count == digits }
    public var mayDeny: Bool { stage == .asking && left > 0 }

    /// What became of it; nil while it is asked. A report is told of after the answer.
    public var over: How? {
        switch stage {
        case .over(let how): how
        case .sending(.report): .denied
        case .asking, .sending: nil
        }
    }
}

public enum RequestInput {
    case yes
    case no

    /// After NO, or after a YES that was a mistake.
    case notMe
    case mistake
    case digit(Character)
    case erase
    case tick(Int64)
    case answered(Answer, Got<Answered>)

    /// The servers' word: it still waits, or ended so.
    case seen(Request?, Outcome?, isCrowded: Bool)
    case done
}

public enum RequestEffect: Equatable {
    case send(Answer, number: String?)
    case close
}
