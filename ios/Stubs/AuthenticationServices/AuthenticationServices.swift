// A stand-in for what the app uses of AuthenticationServices, with Apple's documented signatures.
@_exported import Foundation
import UIKit

public typealias ASPresentationAnchor = UIWindow

@MainActor public protocol ASWebAuthenticationPresentationContextProviding: AnyObject {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor
}

@MainActor open class ASWebAuthenticationSession: NSObject {
    public typealias CompletionHandler = (URL?, (any Error)?) -> Void

    /// The one that was started last, and whether any can be.
    public private(set) static var _last: ASWebAuthenticationSession?
    public static var _starts = true

    public let _url: URL
    public let _scheme: String?
    private let finish: CompletionHandler
    public weak var presentationContextProvider: (any ASWebAuthenticationPresentationContextProviding)?
    public var prefersEphemeralWebBrowserSession = false

    public init(url URL: URL, callbackURLScheme: String?, completionHandler: @escaping CompletionHandler) {
        (_url, _scheme, finish) = (URL, callbackURLScheme, completionHandler)
    }

    @discardableResult open func start() -> Bool {
        if Self._starts { Self._last = self }
        return Self._starts
    }

    public private(set) var _isCancelled = false
    open func cancel() { _isCancelled = true }

    /// The browser comes back with this address, or the person closed it. Apple's calls back on a thread of its choice.
    public func _end(_ callback: URL?) {
        let end = End(finish: finish)
        DispatchQueue.global().async { end.finish(callback, nil) }
    }
}

private struct End: @unchecked Sendable {
    let finish: ASWebAuthenticationSession.CompletionHandler
}
