/// What the screens know of the core: its records, under names of their own. Everything else of it stays in this folder.
import AssentCore

public typealias Account = AssentCore.Account
public typealias Answer = AssentCore.Answer
public typealias Answered = AssentCore.Answered
public typealias Arrival = AssentCore.Arrival
public typealias Change = AssentCore.Change
public typealias Code = AssentCore.Code
public typealias Colour = AssentCore.Colour
public typealias DamagedRecord = AssentCore.DamagedRecord
public typealias EndedRequest = AssentCore.EndedRequest
public typealias Exported = AssentCore.Exported
public typealias HistoryEntry = AssentCore.HistoryEntry
/// What is done with codes that are here already.
public typealias ImportChoice = AssentCore.Choice
public typealias ImportContents = AssentCore.ImportContents
public typealias ImportEntry = AssentCore.ImportEntry
public typealias Imported = AssentCore.Imported
public typealias Leaving = AssentCore.Leaving
public typealias LeftOut = AssentCore.LeftOut
public typealias LinkHealth = AssentCore.LinkHealth
/// A link to a server, just made. SwiftUI has a `Link` too.
public typealias NewLink = AssentCore.Link
public typealias LinkedName = AssentCore.LinkedName
/// An account that did not move, and the key of the words that say why.
public typealias MoveFailure = AssentCore.Failure
public typealias MovedOut = AssentCore.MovedOut
public typealias Notice = AssentCore.Notice
public typealias OnDuplicate = AssentCore.OnDuplicate
public typealias Outcome = AssentCore.Outcome
public typealias Phone = AssentCore.Phone
public typealias Request = AssentCore.Request
public typealias ServerFailure = AssentCore.ServerFailure
public typealias Status = AssentCore.Status
public typealias Update = AssentCore.Update
public typealias KeyPurpose = AssentCore.KeyPurpose
public typealias KeyAssurance = AssentCore.Assurance
public typealias UserVerification = AssentCore.UserVerification

extension Account: Identifiable {}
extension Request: Identifiable {}

extension HistoryEntry: Identifiable {
    public var id: String { request }
}

extension Account {
    /// What the person calls it, or whom it is with.
    public var called: String { label ?? (issuer.isEmpty ? name : issuer) }

    public var codePeriod: Int64? { code?.periodSecs.map(Int64.init) }
}

extension Request {
    public var isFirstTime: Bool { isNewBrowser == true }

    /// How long it may take to answer, in seconds.
    public var wholeSecs: Int64 { max(1, expiresAt - askedAt) }
}
