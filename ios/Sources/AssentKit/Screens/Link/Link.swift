/// Linking with a ticket: its states and its rules.
public enum LinkState: Equatable, Sendable {
    /// The server is asked.
    case asking

    /// The person types the link code on the computer.
    case showsCode(NewLink)

    /// It is in the list. `isOldListed`: of a repair, the server still lists what was before.
    case linked(NewLink, isOldListed: Bool = false)

    /// It is not, and nothing is left of it.
    case failed(Problem)
}

public enum LinkInput {
    case began(Got<NewLink>)

    /// Whether the server still lists an older link of this account.
    case confirmed(NewLink, Got<Bool>)

    /// Closes, which stops a link that is under way.
    case done
}

public enum LinkEffect: Equatable {
    case begin
    case confirm(NewLink)

    /// Takes the account away again that was not confirmed.
    case forget(NewLink)
    case close

    /// To the list, which has it now.
    case home
}

public enum LinkRules: Rules {
    static var first: Next<LinkState, LinkEffect> { Next(.asking, .begin) }

    public static func next(_ state: LinkState, _ input: LinkInput) -> Next<LinkState, LinkEffect> {
        switch input {
        case .began(.failed(let problem)), .confirmed(_, .failed(let problem)): Next(.failed(problem))
        // Without a link code there is nothing to type: the person signed in on this very phone.
        case .began(.ok(let link)): Next(link.linkCode == nil ? .asking : .showsCode(link), .confirm(link))
        case .confirmed(let link, .ok(let isOldListed)): Next(.linked(link, isOldListed: isOldListed))
        case .done: if case .linked = state { Next(state, .home) } else { Next(state, .close) }
        }
    }

    /// Nobody types the link code of a page that is not there.
    public static func left(_ state: LinkState) -> [LinkEffect] {
        if case .showsCode(let link) = state { [.forget(link)] } else { [] }
    }
}
