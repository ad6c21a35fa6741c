public enum MoveOutRules: Rules {
    public static func next(_ state: MoveOutState, _ input: MoveOutInput) -> Next<MoveOutState, MoveOutEffect> {
        switch input {
        case .begin: Next(MoveOutState(.working), .begin)
        case .began(_, .failed(let problem), _): Next(MoveOutState(problem: problem))
        case .began(let accounts, .ok(let leaving), let picture): Next(began(accounts, leaving, picture))
        case .finish(let code): state.step == .showing ? Next(state.at(.working), .finish(code.filter(\.isNumber))) : Next(state)
        case .finished(.ok(let out)): Next(over(state, out))
        case .finished(.failed(let problem)): Next(failed(state, problem))
        case .retry: Next(state.at(.working), .retry)
        case .export: Next(state, .export)
        case .stopped: Next(state, .close)
        case .back: back(state)
        }
    }

    /// Without a single server there is nothing to scan. No text is too long for a picture: the core leaves accounts out before.
    private static func began(_ accounts: [Account], _ leaving: Leaving, _ picture: QrPicture?) -> MoveOutState {
        var next = MoveOutState(leaving.text.isEmpty ? .stopped : .showing)
        next.names = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, AccountName(issuer: $0.called, name: $0.name)) })
        (next.leaving, next.picture) = (leaving, picture)
        return next
    }

    /// A second try only tells of what failed in the first.
    private static func over(_ state: MoveOutState, _ out: MovedOut) -> MoveOutState {
        var next = state.at(.over)
        next.out = state.out.map { before in
            let more = out.moved.filter { !before.moved.contains($0) }
            return MovedOut(moved: before.moved + more, notScanned: before.notScanned, failed: out.failed)
        } ?? out
        return next
    }

    /// After a wrong code the picture stays, as long as there are tries.
    private static func failed(_ state: MoveOutState, _ problem: Problem) -> MoveOutState {
        let step: MoveStep = problem.key == "error-move-stopped" ? .stopped : state.out == nil ? .showing : .over
        return state.at(step, problem)
    }

    /// A picture that nobody sees is not to be scanned.
    public static func left(_ state: MoveOutState) -> [MoveOutEffect] { state.step == .showing ? [.stop] : [] }

    /// Who does not wait for the end of a stop leaves it to itself.
    private static func back(_ state: MoveOutState) -> Next<MoveOutState, MoveOutEffect> {
        if state.out?.moved.isEmpty == false { return Next(state, .home) }
        return state.step == .showing ? Next(state.at(.working), .stop) : Next(state, .close)
    }
}

extension MoveOutState {
    fileprivate func at(_ step: MoveStep, _ problem: Problem? = nil) -> MoveOutState {
        var next = self
        (next.step, next.problem) = (step, problem)
        return next
    }
}
