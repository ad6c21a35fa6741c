import AssentCore

/// The core's error as the app has it.
extension Problem {
    init(_ error: any Error) {
        self = (error as? AppError).map(known) ?? Problem(.other, "error-internal", detail: "\(type(of: error))")
    }
}

private func known(_ error: AppError) -> Problem {
    switch error {
    case .Locked(let key, let detail): Problem(.locked, key, detail: detail)
    case .NoVault(let key, let detail): Problem(.noVault, key, detail: detail)
    case .WrongPin(let key, let detail, let left): Problem(.wrongPin, key, detail: detail, count: Int(left))
    case .NoWayIn(let key, let detail): Problem(.noWayIn, key, detail: detail)
    case .Damaged(let key, let detail): Problem(.damaged, key, detail: detail)
    case .Storage(let key, let detail): Problem(.other, key, detail: detail)
    case .NoNetwork(let key, let detail): Problem(.noNetwork, key, detail: detail)
    case .NoAnswer(let key, let detail): Problem(.noNetwork, key, detail: detail)
    case .ServerSaysNo(let key, let detail, _): Problem(.other, key, detail: detail)
    case .Expired(let key, let detail): Problem(.expired, key, detail: detail)
    case .Settled(let key, let detail): Problem(.settled, key, detail: detail)
    case .NumberNeeded(let key, let detail, let digits): Problem(.numberNeeded, key, detail: detail, count: Int(digits))
    case .NumberWrong(let key, let detail): Problem(.numberWrong, key, detail: detail)
    case .Unlinked(let key, let detail): Problem(.unlinked, key, detail: detail)
    case .NotLinked(let key, let detail): Problem(.notLinked, key, detail: detail)
    case .Duplicate(let key, _, let existing): Problem(.duplicate, key, detail: existing)
    case .Undecided(let key, let detail, let count): Problem(.undecided, key, detail: detail, count: Int(count))
    case .PasswordNeeded(let key, let detail): Problem(.passwordNeeded, key, detail: detail)
    case .WrongPassword(let key, let detail): Problem(.wrongPassword, key, detail: detail)
    case .MoveCodeWrong(let key, let detail, let left): Problem(.moveCodeWrong, key, detail: detail, count: Int(left))
    case .BadInput(let key, let detail): Problem(.other, key, detail: detail)
    case .KeyGone(let key, let detail): Problem(.keyGone, key, detail: detail)
    case .NotConfirmed(let key, let detail): Problem(.notConfirmed, key, detail: detail)
    case .Untrusted(let key, let detail): Problem(.other, key, detail: detail)
    case .Cancelled(let key, let detail): Problem(.cancelled, key, detail: detail)
    case .Internal(let key, let detail): Problem(.other, key, detail: detail)
    }
}
