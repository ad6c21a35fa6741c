/// Records as the core would give them.
import AssentKit

/// 22 November 2026, 09:41:06 in UTC.
public let NOW: Int64 = 1_795_340_466

public func account(
    _ id: String, _ issuer: String, _ name: String, _ initials: String, _ colour: Colour, code: String?, left: UInt64 = 19, label: String? = nil,
    isPush: Bool = true, isPending: Bool = false, isUnlinked: Bool = false, server: String? = nil, quietUntil: Int64? = nil, clockAhead: Int64? = nil
) -> Account {
    Account(
        id: id, label: label, issuer: issuer, name: name, isPush: isPush, isPending: isPending, isUnlinked: isUnlinked, serverUrl: server,
        initials: initials, colour: colour, quietUntil: quietUntil, clockAheadSecs: clockAhead,
        code: code.map { Code(code: $0, nextCode: left <= 5 ? "904117" : nil, secsLeft: left, periodSecs: 30) })
}

public func request(
    _ id: String = "r1", service: String = "Forge", issuer: String = "Atelier", name: String = "ada@atelier.example",
    place: String? = "Geneva, Switzerland", address: String? = "203.0.113.7", browser: String? = "Firefox", system: String? = "Debian",
    isNew: Bool = true, askedAt: Int64 = NOW - 8, digits: UInt8 = 0
) -> Request {
    Request(
        id: id, account: "1", issuer: issuer, service: service, accountName: name, address: address, place: place, browser: browser,
        system: system, isNewBrowser: isNew, askedAt: askedAt, expiresAt: NOW + 112, numberDigits: digits)
}

public func entry(_ service: String, _ answer: Answer, _ outcome: Outcome, at: Int64) -> HistoryEntry {
    HistoryEntry(
        request: "\(service)\(at)", account: "1", issuer: "Atelier", accountName: "ada@atelier.example", service: service, address: "203.0.113.7",
        place: "Geneva, Switzerland", askedAt: at - 9, answeredAt: at, answer: answer, outcome: outcome)
}

public func status(hardware: Bool = true, recoveryKey: Bool = true, pin: UInt32? = 10, arrived: Bool = false) -> Status {
    Status(exists: true, isLocked: true, byHardware: hardware, byRecoveryKey: recoveryKey, pinTriesLeft: pin, somethingArrived: arrived)
}
