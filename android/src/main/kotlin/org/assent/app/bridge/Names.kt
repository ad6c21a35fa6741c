/** What the screens know of the core: its records, under names of their own. Everything else of it stays in this folder. */
package org.assent.app.bridge

typealias Account = org.assent.core.Account
typealias Answer = org.assent.core.Answer
typealias Answered = org.assent.core.Answered
typealias Arrival = org.assent.core.Arrival
typealias Change = org.assent.core.Change
typealias Choice = org.assent.core.Choice
typealias Code = org.assent.core.Code
typealias Colour = org.assent.core.Colour
typealias DamagedRecord = org.assent.core.DamagedRecord
typealias EndedRequest = org.assent.core.EndedRequest
typealias Exported = org.assent.core.Exported
typealias Failure = org.assent.core.Failure
typealias HistoryEntry = org.assent.core.HistoryEntry
typealias ImportContents = org.assent.core.ImportContents
typealias Imported = org.assent.core.Imported
typealias ImportEntry = org.assent.core.ImportEntry
typealias Leaving = org.assent.core.Leaving
typealias LeftOut = org.assent.core.LeftOut
typealias Link = org.assent.core.Link
typealias LinkedName = org.assent.core.LinkedName
typealias LinkHealth = org.assent.core.LinkHealth
typealias MovedOut = org.assent.core.MovedOut
typealias Notice = org.assent.core.Notice
typealias OnDuplicate = org.assent.core.OnDuplicate
typealias Outcome = org.assent.core.Outcome
typealias Request = org.assent.core.Request
typealias ServerFailure = org.assent.core.ServerFailure
typealias Status = org.assent.core.Status
typealias Update = org.assent.core.Update

/** So long after this phone's own answer a server takes "It was not me", in seconds. */
const val REPORT_SECS = 900L

/** Where a server sends a push (RFC 8030), and the keys of the one who gets it (RFC 8291), base64url. */
class PushAddress(val endpoint: String, val p256dh: String, val auth: String)

/** A sign-in that was started here: what to open in the browser, and what proves it. */
class SignInPage internal constructor(val address: String, internal val core: org.assent.core.SignInPage)
