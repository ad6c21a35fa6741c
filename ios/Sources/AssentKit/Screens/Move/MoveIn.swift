/// On the new phone: accounts that come from the old one. Its states and its rules.
public enum MoveInState: Equatable, Sendable {
    case taking

    /// Nothing waits: what to do on the old phone, before it is scanned.
    case before(Problem? = nil, failed: [ServerFailure] = [])

    /// The code, to be typed on the old phone.
    case showsCode(Arriving)
    case over(Arriving, failed: [MoveFailure])
}

/// What came from the old phone, and what of it the person takes.
public struct Arriving: Equatable, Sendable {
    public let arrived: [Account]
    public var chosen: Set<String>

    /// Over the chosen ones; nil until it is made.
    public var code: String?

    /// Servers where no account could be taken.
    public let failed: [ServerFailure]
    public var problem: Problem?

    /// All of them are taken.
    public init(_ arrived: [Account], failed: [ServerFailure] = []) {
        (self.arrived, self.failed) = (arrived, failed)
        chosen = Set(arrived.map(\.id))
    }
}

public enum MoveInInput {
    case arrived([Account], [ServerFailure])
    case failed(Problem)

    /// Leaves an account out, or takes it along again.
    case toggle(String)
    case coded(Got<String>)

    /// Those that the old phone did not sign for.
    case confirmed(Got<[MoveFailure]>)
    case again
    case scan
    case back
}

public enum MoveInEffect: Equatable {
    case take

    /// Makes the code over these, and waits until the old phone has signed.
    case confirm([String])
    case scan
    case close

    /// To the list, which has them now.
    case home
}

public enum MoveInRules: Rules {
    static var first: Next<MoveInState, MoveInEffect> { Next(.taking, .take) }

    public static func next(_ state: MoveInState, _ input: MoveInInput) -> Next<MoveInState, MoveInEffect> {
        switch (input, state) {
        case (.arrived(let accounts, let failed), _): accounts.isEmpty ? Next(.before(failed: failed)) : wait(Arriving(accounts, failed: failed))
        case (.failed(let problem), _): Next(.before(problem))
        case (.toggle(let account), .showsCode(let coming)): toggle(coming, account)
        case (.coded(let got), .showsCode(let coming)): Next(.showsCode(coming.with(got.value, got.problem)))
        case (.confirmed(.ok(let failed)), .showsCode(let coming)): Next(.over(coming, failed: failed))
        case (.confirmed(.failed(let problem)), .showsCode(let coming)): Next(.showsCode(coming.with(coming.code, problem)))
        case (.again, .showsCode(let coming)): wait(coming)
        case (.scan, _): Next(state, .scan)
        case (.back, .over): Next(state, .home)
        case (.back, _): Next(state, .close)
        case (.toggle, _), (.coded, _), (.confirmed, _), (.again, _): Next(state)
        }
    }

    /// Where the old phone does not hear a server, its account stays for another move. One at least comes.
    private static func toggle(_ coming: Arriving, _ account: String) -> Next<MoveInState, MoveInEffect> {
        var next = coming
        next.chosen.formSymmetricDifference([account])
        return next.chosen.isEmpty ? Next(.showsCode(coming)) : wait(next)
    }

    private static func wait(_ coming: Arriving) -> Next<MoveInState, MoveInEffect> {
        Next(.showsCode(coming.with(nil, nil)), .confirm(coming.arrived.map(\.id).filter(coming.chosen.contains)))
    }
}

extension MoveInState {
    /// What is this phone's now.
    public var moved: [Account] {
        guard case .over(let came, let failed) = self else { return [] }
        return came.arrived.filter { account in came.chosen.contains(account.id) && !failed.contains { $0.account == account.id } }
    }
}

extension Arriving {
    fileprivate func with(_ code: String?, _ problem: Problem?) -> Arriving {
        var next = self
        (next.code, next.problem) = (code, problem)
        return next
    }
}
