public enum ImportRules: Rules {
    static func first(isScanned: Bool) -> Next<ImportState, ImportEffect> {
        isScanned ? Next(ImportState(.reading, isScanned: true), .read) : Next(ImportState())
    }

    public static func next(_ state: ImportState, _ input: ImportInput) -> Next<ImportState, ImportEffect> {
        var next = state
        next.problem = nil
        switch input {
        case .choose: return Next(ImportState(.reading), .choose)
        case .notChosen: return Next(ImportState())
        case .read(let got): return Next(read(state, got))
        case .password(let password):
            next.step = .reading
            return Next(next, .open(password))
        case .forAll(let choice): (next.all, next.each) = (choice, [:])
        case .decide(let entry): next.deciding = entry
        case .forOne(let entry, let choice): (next.each[entry], next.deciding) = (choice, nil)
        case .write:
            guard state.step == .preview, state.isDecided else { return Next(state) }
            next.step = .writing
            return Next(next, .write(state.all, state.each))
        case .written(.ok(let done)): (next.step, next.done) = (.done, done)
        case .written(.failed(let problem)): (next.step, next.problem) = (.preview, problem)
        case .back: return back(state)
        }
        return Next(next)
    }

    /// A wrong password may be typed again; any other trouble leads back to the choice of a file.
    private static func read(_ state: ImportState, _ got: Got<ImportContents>) -> ImportState {
        switch got {
        case .ok(let contents): ImportState(.preview, isScanned: state.isScanned, contents: contents)
        case .failed(let problem) where problem.kind == .passwordNeeded: ImportState(.password)
        case .failed(let problem) where problem.kind == .wrongPassword: ImportState(.password, problem: problem)
        case .failed(let problem): ImportState(.start, isScanned: state.isScanned, problem: problem)
        }
    }

    private static func back(_ state: ImportState) -> Next<ImportState, ImportEffect> {
        guard state.deciding != nil else { return Next(state, state.step == .done ? .home : .close) }
        var next = state
        next.deciding = nil
        return Next(next)
    }
}
