import Foundation

public enum ScanRules: Rules {
    /// A camera needs so long to begin, in seconds at most.
    private static let beginSecs: Int64 = 2

    static func first(repairing: String?) -> Next<ScanState, ScanEffect> { Next(ScanState(repairing: repairing), .look) }

    public static func next(_ state: ScanState, _ input: ScanInput) -> Next<ScanState, ScanEffect> {
        switch input {
        // Who comes back still holds the phone before what was read.
        case .look: Next(state.before(state.last, problem: state.problem == .camera ? nil : state.problem), .look)
        case .looked(let camera, let now): looked(state, camera, now)
        case .allow: Next(state, .allow)
        case .allowed(let isAllowed): isAllowed ? Next(state, .look) : Next(state.at(.denied))
        case .openSettings: Next(state, .openSettings)
        case .cameraFailed: Next(state.before(nil, problem: .camera))
        case .light: lit(state)
        case .picture: Next(state.before(nil).unlit, .picture)
        case .pictured(.failed(let problem)): Next(state.before(nil, problem: problem), .look)
        case .pictured(.ok(let texts)): lookingOn(pictured(state, texts))
        case .paste: Next(state.before(nil), .paste)
        case .read(let text): read(state, text)
        case .saw(let text, let now): saw(state, text, now)
        case .forget: Next(state.before(nil, problem: state.problem))
        case .collected(let batch, let got): lookingOn(collected(state, batch, got))
        case .takeBatch: go(state, .imports(codes: state.batch))
        }
    }

    private static func looked(_ state: ScanState, _ camera: CameraFacts, _ now: Int64) -> Next<ScanState, ScanEffect> {
        var next = state
        next.hasLight = camera.hasLight
        if next.last != nil { next.seenAt = now + beginSecs }
        guard camera.isThere else { return Next(next.at(.noCamera)) }
        switch camera.isAllowed {
        case true?: return Next(next.at(.looking), .read)
        case false?: return Next(next.at(.denied))
        case nil: return Next(next.at(.reason))
        }
    }

    /// The camera rested while a picture was chosen.
    private static func lookingOn(_ next: Next<ScanState, ScanEffect>) -> Next<ScanState, ScanEffect> {
        next.effects.isEmpty ? Next(next.state, .look) : next
    }

    private static func lit(_ state: ScanState) -> Next<ScanState, ScanEffect> {
        var next = state
        next.isLit.toggle()
        return Next(next, .light(next.isLit))
    }

    /// Of several codes in a picture, those of an export belong together; else the first counts that leads somewhere.
    private static func pictured(_ state: ScanState, _ texts: [String]) -> Next<ScanState, ScanEffect> {
        let batch = texts.filter(isBatch)
        if state.repairing == nil, batch.count > 1 { return Next(state, .collect(state.batch + batch)) }
        let known = texts.first { state.repairing == nil ? place(of: $0) != nil : isTicket($0) }
        guard let text = known ?? texts.first else { return Next(state.before(nil, problem: Problem(.other, "error-no-qr"))) }
        return read(state.before(nil), text)
    }

    /// What was out of sight for a second is held there anew.
    private static func saw(_ state: ScanState, _ text: String, _ now: Int64) -> Next<ScanState, ScanEffect> {
        // Of clocks that only count seconds: one that has passed for sure.
        let isAnew = now - state.seenAt > 1
        var next = isAnew ? state.before(nil, problem: state.problem) : state
        next.seenAt = max(now, state.seenAt)
        return read(next, text)
    }

    private static func read(_ state: ScanState, _ text: String) -> Next<ScanState, ScanEffect> {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text == state.last { return Next(state) }
        let now = state.before(text)
        func failed(_ key: String) -> Next<ScanState, ScanEffect> { Next(state.before(text, problem: Problem(.other, key))) }
        if text.isEmpty { return failed("error-nothing-copied") }
        if let account = state.repairing {
            return isTicket(text) ? go(now, .repairByTicket(account: account, ticket: text)) : failed("error-ticket-not")
        }
        if isBatch(text) { return Next(now, .collect(state.batch + [text])) }
        return place(of: text).map { go(now, $0) } ?? failed("error-qr-unknown")
    }

    /// All codes of an export, in any order, before they are shown. One of another export changes nothing.
    private static func collected(_ state: ScanState, _ batch: [String], _ got: Got<ImportContents>) -> Next<ScanState, ScanEffect> {
        guard case .ok(let contents) = got else { return Next(state.before(state.last, problem: got.problem)) }
        var next = state
        next.missing = contents.missing.map(Int.init)
        next.batch = next.missing.isEmpty ? [] : batch
        return next.missing.isEmpty ? go(next, .imports(codes: batch)) : Next(next)
    }

    /// The light goes out with the camera.
    private static func go(_ state: ScanState, _ place: Place) -> Next<ScanState, ScanEffect> {
        Next(state.unlit, .go(place))
    }
}

extension Problem {
    fileprivate static let camera = Problem(.other, "error-camera")
}

extension ScanState {
    fileprivate func at(_ stage: ScanStage) -> ScanState {
        var next = self
        next.stage = stage
        return next
    }

    fileprivate var unlit: ScanState {
        var next = self
        next.isLit = false
        return next
    }

    fileprivate func before(_ last: String?, problem: Problem? = nil) -> ScanState {
        var next = self
        (next.last, next.problem) = (last, problem)
        return next
    }
}
