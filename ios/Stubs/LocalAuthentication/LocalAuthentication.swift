// A stand-in for what the app uses of LocalAuthentication, with Apple's documented signatures.
@_exported import Foundation

public enum LAPolicy: Int, Sendable { case deviceOwnerAuthenticationWithBiometrics = 1, deviceOwnerAuthentication = 2 }

/// What the person does, and what the phone has: for tests.
public final class _Owner: @unchecked Sendable {
    public static let shared = _Owner()
    private let lock = NSLock()
    private var state = (hasPasscode: true, faces: Data([1]) as Data?, trouble: nil as LAError.Code?, keepsAway: nil as LAError.Code?)

    /// Why face and finger can't be asked, though the phone knows some.
    public var keepsAway: LAError.Code? {
        get { lock.withLock { state.keepsAway } }
        set { lock.withLock { state.keepsAway = newValue } }
    }

    public var hasPasscode: Bool {
        get { lock.withLock { state.hasPasscode } }
        set { lock.withLock { state.hasPasscode = newValue } }
    }

    /// Whom the phone knows by face or finger; nil: nobody.
    public var faces: Data? {
        get { lock.withLock { state.faces } }
        set { lock.withLock { state.faces = newValue } }
    }

    public var trouble: LAError.Code? {
        get { lock.withLock { state.trouble } }
        set { lock.withLock { state.trouble = newValue } }
    }
}

open class LAContext: NSObject {
    public var localizedReason = ""
    public var interactionNotAllowed = false
    public private(set) var evaluatedPolicyDomainState: Data?

    public override init() {}

    public func canEvaluatePolicy(_ policy: LAPolicy, error: UnsafeMutablePointer<NSError?>?) -> Bool {
        let owner = _Owner.shared
        let missing: LAError.Code? =
            if !owner.hasPasscode { .passcodeNotSet }
            else if policy == .deviceOwnerAuthentication { nil }
            else if owner.faces == nil { .biometryNotEnrolled }
            else { owner.keepsAway }
        evaluatedPolicyDomainState = missing == nil ? owner.faces : nil
        if let missing { error?.pointee = NSError(domain: "com.apple.LocalAuthentication", code: missing.rawValue) }
        return missing == nil
    }

    public func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool {
        if let trouble = _Owner.shared.trouble { throw LAError(trouble) }
        return true
    }
}

public struct LAError: Error, Equatable, Sendable {
    public enum Code: Int, Sendable {
        case authenticationFailed = -1, userCancel = -2, userFallback = -3, systemCancel = -4, passcodeNotSet = -5, biometryNotAvailable = -6
        case biometryNotEnrolled = -7, biometryLockout = -8, appCancel = -9, invalidContext = -10, notInteractive = -1004
    }

    public let code: Code
    public init(_ code: Code) { self.code = code }
}
