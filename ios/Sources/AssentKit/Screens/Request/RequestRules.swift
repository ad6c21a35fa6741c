public enum RequestRules: Rules {
    static func first(_ request: Request?, now: Int64) -> Next<RequestState, RequestEffect> {
        Next(RequestState(request, now: now, request == nil ? .over(.gone) : .asking))
    }

    public static func next(_ state: RequestState, _ input: RequestInput) -> Next<RequestState, RequestEffect> {
        switch input {
        case .yes: state.mayApprove ? send(state, .approve) : Next(state)
        case .no: state.mayDeny ? send(state, .deny) : Next(state)
        case .notMe: report(state)
        case .mistake: Next(state.isReporting ? state : state.at(.over(.mistake)))
        case .digit(let digit): Next(typed(state, digit))
        case .erase: Next(state.typed(String(state.number.dropLast())))
        case .tick(let now): Next(tick(state, now))
        case .answered(let answer, .ok): Next(state.at(.over(how(answer)), problem: state.problem))
        case .answered(_, .failed(let problem)): Next(failed(state, problem))
        case .seen(let request, let outcome, let isCrowded): Next(seen(state, request, outcome, isCrowded))
        case .changePassword: Next(state, state.request.map { [.openSecurityPage(account: $0.account)] } ?? [])
        case .noBrowser: Next(state.at(state.stage, problem: Problem(.other, "error-no-browser")))
        case .done: Next(state, .close)
        }
    }

    private static func report(_ state: RequestState) -> Next<RequestState, RequestEffect> {
        guard case .over(let how) = state.stage else { return Next(state) }
        return Next(state.at(.reporting(after: how)), .send(.report, number: nil))
    }

    private static func send(_ state: RequestState, _ answer: Answer) -> Next<RequestState, RequestEffect> {
        let number = answer == .approve && !state.number.isEmpty ? state.number : nil
        return Next(state.at(.sending(answer)), .send(answer, number: number))
    }

    private static func typed(_ state: RequestState, _ digit: Character) -> RequestState {
        let isTaken = state.stage == .asking && ("0"..."9").contains(digit) && state.number.count < state.digits
        return isTaken ? state.typed(state.number + String(digit)) : state
    }

    /// Only who is asked runs out of time: an answer that is on its way goes on to its end.
    private static func tick(_ state: RequestState, _ now: Int64) -> RequestState {
        var later = state
        later.now = now
        return later.stage == .asking && later.left == 0 ? later.at(.over(.expired), problem: later.problem) : later
    }

    private static func failed(_ state: RequestState, _ problem: Problem) -> RequestState {
        if case .reporting(let how) = state.stage { return unreported(state, how, problem) }
        return switch problem.kind {
        case .expired: state.at(.over(.expired))
        case .settled: state.at(.over(.settled))
        case .numberWrong: state.typed("").at(.asking, problem: problem)
        default: state.at(.asking, problem: problem)
        }
    }

    /// A report comes after an answer, which stays as it was. Who was let in by it and is in can't be stopped by a report any more.
    private static func unreported(_ state: RequestState, _ how: How, _ problem: Problem) -> RequestState {
        let isUsedUp = how == .approved && problem.isOver
        return isUsedUp ? state.at(.over(.usedUp)) : state.at(.over(how), problem: problem)
    }

    /// What this phone answers, or has answered, is not overwritten by what the servers say of it.
    private static func seen(_ state: RequestState, _ request: Request?, _ outcome: Outcome?, _ isCrowded: Bool) -> RequestState {
        var told = state
        told.isCrowded = isCrowded
        guard state.stage == .asking, request == nil else { return told }
        return told.at(.over(end(outcome)), problem: told.problem)
    }

    private static func how(_ answer: Answer) -> How {
        switch answer {
        case .approve: .approved
        case .deny: .denied
        case .report: .reported
        }
    }

    private static func end(_ outcome: Outcome?) -> How {
        switch outcome {
        case .approved, .denied: .settled
        case .expired: .expired
        case .cancelled: .withdrawn
        case nil: .gone
        }
    }
}

extension RequestState {
    fileprivate func at(_ stage: Stage, problem: Problem? = nil) -> RequestState {
        var next = self
        (next.stage, next.problem) = (stage, problem)
        return next
    }

    fileprivate func typed(_ number: String) -> RequestState {
        var next = self
        (next.number, next.problem) = (number, nil)
        return next
    }
}
