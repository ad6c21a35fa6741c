/// One request, over everything: its states.

/// How far it is.
public enum Stage: Equatable, Sendable {
    /// The person is asked.
    case asking

    /// The answer is on its way: neither button does anything more.
    case sending(Answer)

    /// "It was not me" is on its way, after the answer that ended it so.
    case reporting(after: How)

    /// Over, by this phone's answer or without it.
    case over(How)
}

/// How a request ended, as the person is told.
public enum How: CaseIterable, Sendable {
    case approved, denied, reported, mistake, expired, settled, withdrawn, gone

    /// Approved by this phone; when it was to be reported the sign-in had been used already.
    case usedUp
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

    public var isReporting: Bool {
        if case .reporting = stage { true } else { false }
    }

    /// What became of it; nil while it is asked. Until a report has come through, all is as it was answered.
    public var over: How? {
        switch stage {
        case .over(let how), .reporting(let how): how
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

    /// Somebody knows it: on the page of the account's server.
    case changePassword
    case noBrowser
    case done
}

public enum RequestEffect: Equatable {
    case send(Answer, number: String?)

    /// The page about security of the server of this account.
    case openSecurityPage(account: String)
    case close
}
