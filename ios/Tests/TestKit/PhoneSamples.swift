/// Every state of the screens between phones: the camera, a move, and how requests come.
import AssentKit

extension Samples {
    private static let looking = ScanState(.looking, hasLight: true)

    public static let scanStates: KeyValuePairs<String, ScanState> = [
        "loading": ScanState(),
        "reason": ScanState(.reason),
        "looking": looking,
        "lit": with(looking) { $0.isLit = true },
        "repairing": with(looking) { $0.repairing = "1" },
        "batch": with(looking) { ($0.batch, $0.missing) = (["1", "2"], [3]) },
        "unknown": with(looking) { $0.problem = Problem(.other, "error-qr-unknown") },
        "camera-failed": with(looking) { $0.problem = Problem(.other, "error-camera") },
        "no-qr": with(looking) { $0.problem = Problem(.other, "error-no-qr") },
        "denied": ScanState(.denied),
        "no-camera": ScanState(.noCamera),
    ]

    /// Like a QR code, with its three marks.
    public static let picture = QrPicture(
        dark: (0..<(side * side)).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: side)
            return mark(row, column) ?? mark(row, side - 1 - column) ?? mark(side - 1 - row, column) ?? ((row * 31 + column * 17 + row * column * 7) % 5 < 2)
        })
    private static let side = 61

    /// Of the mark in the first corner; nil: not there.
    private static func mark(_ row: Int, _ column: Int) -> Bool? {
        guard row < 8, column < 8 else { return nil }
        let ring = max(abs(row - 3), abs(column - 3))
        return ring != 2 && ring < 4
    }

    private static let names = [
        "1": AccountName(issuer: "Atelier", name: "ada@atelier.example"),
        "2": AccountName(issuer: "Forge du Lac", name: "ada-lovelace@forge-du-lac.example"),
        "3": AccountName(issuer: "Wiki", name: "ada@wiki.example"),
    ]
    private static let down = MoveFailure(account: "3", key: "error-no-network")
    private static let showing = with(MoveOutState(.showing)) {
        ($0.names, $0.picture) = (names, picture)
        $0.leaving = Leaving(text: "assent:move#v1.AbC0", accounts: ["1", "2"], failed: [down], leftOut: 1, codesOnly: 12)
    }

    public static let moveOutStates: KeyValuePairs<String, MoveOutState> = [
        "before": MoveOutState(),
        "no-linked": MoveOutState(problem: Problem(.other, "error-no-linked")),
        "working": MoveOutState(.working),
        "showing": showing,
        "wrong-code": with(showing) { $0.problem = Problem(.moveCodeWrong, "error-move-code", count: 2) },
        "stopped": with(showing) { ($0.step, $0.problem) = (.stopped, Problem(.other, "error-move-stopped")) },
        "over": over(MovedOut(moved: ["1", "2"], notScanned: [], failed: [])),
        "partly": over(MovedOut(moved: ["1"], notScanned: ["2"], failed: [down]), leftOut: 1, codesOnly: 12),
    ]

    private static func over(_ out: MovedOut, leftOut: UInt32 = 0, codesOnly: UInt32 = 0) -> MoveOutState {
        with(showing) {
            ($0.step, $0.out) = (.over, out)
            $0.leaving = Leaving(text: "assent:move#v1.AbC0", accounts: ["1", "2"], failed: [], leftOut: leftOut, codesOnly: codesOnly)
        }
    }

    private static let coming = with(Arriving([
        account("1", "Atelier", "ada@atelier.example", "At", .teal, code: nil),
        account("2", "Forge du Lac", "ada-lovelace@forge-du-lac.example", "Fo", .purple, code: nil),
    ])) { $0.code = "604381" }
    private static let single = with(Arriving([account("1", "Atelier", "ada@atelier.example", "At", .teal, code: nil)])) { $0.code = "604381" }
    private static let oneDown = Arriving(coming.arrived, failed: [ServerFailure(serverUrl: "https://assent.wiki.example", key: "error-no-network")])

    public static let moveInStates: KeyValuePairs<String, MoveInState> = [
        "taking": .taking,
        "before": .before(),
        "foreign": .before(Problem(.other, "error-ticket-damaged")),
        "none-reached": .before(failed: oneDown.failed),
        "code": .showsCode(coming),
        "single": .showsCode(single),
        "one-stays": .showsCode(with(oneDown) { ($0.chosen, $0.code) = (["1"], "604381") }),
        "no-network": .showsCode(with(coming) { ($0.code, $0.problem) = (nil, Problem(.noNetwork, "error-no-network")) }),
        "over": .over(coming, failed: []),
        "partly": .over(coming, failed: [MoveFailure(account: "2", key: "error-link-refused")]),
    ]

    private static let allowed = NotifyFacts(isAllowed: true)

    public static let notifyStates: KeyValuePairs<String, NotifyState> = [
        "loading": NotifyState(),
        "allowed": NotifyState(allowed),
        "not-asked": NotifyState(NotifyFacts(isAllowed: nil)),
        "denied": NotifyState(NotifyFacts(isAllowed: false)),
        "testing": NotifyState(allowed, test: [.allowed: .works, .servers: .works, .way: .begun]),
        "tested": NotifyState(allowed, test: [.allowed: .works, .servers: .works, .way: .works, .push: .unknown, .shown: .works]),
        "broken": NotifyState(allowed, test: Dictionary(uniqueKeysWithValues: Chain.allCases.map { ($0, .broken) })),
        "no-servers": NotifyState(
            NotifyFacts(isAllowed: true, hasServers: false),
            test: [.allowed: .works, .servers: .works, .way: .works, .push: .unknown, .shown: .works]),
    ]
}
