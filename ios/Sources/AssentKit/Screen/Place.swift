/// Where a person can be in the app.
public enum Place: Hashable, Sendable {
    case accounts
    case account(String)
    case history
    case settings

    /// How requests reach this phone.
    case notify

    /// What the app is built of.
    case licences

    /// What is damaged and was set aside.
    case damaged
    case add
    case signIn

    /// Back from the browser: what it brought is linked with.
    case signedIn(SignIn, callback: String)
    case type

    /// Before the camera; `repairing`: the account that a ticket is looked for.
    case scan(repairing: String? = nil)

    /// Codes that come in: from these texts of QR codes, or from a file.
    case imports(codes: [String] = [])
    case export

    /// This phone is the old one.
    case moveOut

    /// This phone is the new one, with what it scanned.
    case moveIn(String? = nil)

    /// Linking with a ticket's text.
    case link(String)

    /// An account whose link may be dead.
    case repair(String)

    /// It is linked anew with a ticket's text, or with what the browser brought.
    case repairByTicket(account: String, ticket: String)
    case repairSignedIn(account: String, SignIn, callback: String)

    /// The first run, until there is a lock.
    case welcome

    /// Over everything, until it is open.
    case lock

    /// All requests that wait.
    case requests

    /// One request, over everything but the lock.
    case request(String)

    /// It has the whole window, however large that is.
    public var isOverAll: Bool {
        switch self {
        case .welcome, .lock, .requests, .request: true
        default: false
        }
    }
}

/// Where a text leads that was scanned, pasted or opened as a link; nil: nowhere here.
public func place(of text: String) -> Place? {
    if isTicket(text) {
        .link(text)
    } else if text.hasPrefix("assent:") {
        .moveIn(text)
    } else if text.lowercased().hasPrefix("otpauth:") || isBatch(text) {
        .imports(codes: [text])
    } else {
        nil
    }
}

/// A link code of an Assent server.
public func isTicket(_ text: String) -> Bool { text.contains("/link#") }

/// One of the QR codes that Google's app shows.
func isBatch(_ text: String) -> Bool { text.lowercased().hasPrefix("otpauth-migration:") }
