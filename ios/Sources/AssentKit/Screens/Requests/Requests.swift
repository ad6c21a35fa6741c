/// Several requests at once: the states and rules of their list.
public struct RequestsState: Equatable, Sendable {
    public var requests: [Request]
    public var now: Int64

    /// NO to all is on its way to these.
    public var denying: Set<String> = []
    public var problem: Problem?

    public init(_ requests: [Request], now: Int64, denying: Set<String> = [], problem: Problem? = nil) {
        (self.requests, self.now, self.denying, self.problem) = (requests, now, denying, problem)
    }

    public func left(_ request: Request) -> Int64 { max(0, request.expiresAt - now) }

    public var mayDeny: Bool { requests.contains { !denying.contains($0.id) } }
}

public enum RequestsInput {
    case seen([Request])
    case tick(Int64)
    case opens(String)
    case noToAll
    case denied(String, Got<Answered>)
}

public enum RequestsEffect: Equatable {
    case send(String, Answer)
    case go(Place)

    /// The question that may lie open below: NO to all answers it.
    case closeRequest(String)
    case close
}

public enum RequestsRules: Rules {
    public static func next(_ state: RequestsState, _ input: RequestsInput) -> Next<RequestsState, RequestsEffect> {
        switch input {
        case .seen(let requests): return seen(state, requests)
        case .tick(let now):
            var next = state
            next.now = now
            return Next(next)
        case .opens(let id): return Next(state, .go(.request(id)))
        case .noToAll: return denyAll(state)
        case .denied(let id, let got): return denied(state, id, got.problem)
        }
    }

    private static func seen(_ state: RequestsState, _ requests: [Request]) -> Next<RequestsState, RequestsEffect> {
        var next = state
        next.requests = requests
        next.denying.formIntersection(requests.map(\.id))
        return Next(next, requests.isEmpty ? [.close] : [])
    }

    /// Each is answered once: those on their way are left out.
    private static func denyAll(_ state: RequestsState) -> Next<RequestsState, RequestsEffect> {
        let ids = state.requests.map(\.id).filter { !state.denying.contains($0) }
        var next = state
        next.denying.formUnion(ids)
        next.problem = nil
        return Next(next, ids.flatMap { [.closeRequest($0), .send($0, .deny)] })
    }

    /// What is over without us is no failure: nobody got in by this phone.
    private static func denied(_ state: RequestsState, _ id: String, _ problem: Problem?) -> Next<RequestsState, RequestsEffect> {
        if let problem, !problem.isOver {
            var next = state
            next.denying.remove(id)
            next.problem = problem
            return Next(next)
        }
        return seen(state, state.requests.filter { $0.id != id })
    }
}
