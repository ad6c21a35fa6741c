extension Screen {
    /// It shows what is typed or scanned elsewhere: the phone must not go dark over it, which locks it.
    public var staysLit: Bool {
        switch self {
        case .link(let model): if case .showsCode = model.state { true } else { false }
        case .moveIn(let model): if case .showsCode = model.state { true } else { false }
        case .moveOut(let model): model.state.step == .showing
        default: false
        }
    }
}
