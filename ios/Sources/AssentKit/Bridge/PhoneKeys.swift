import AssentCore
import Foundation

/// Why the phone's hardware did not do it.
public enum KeyTrouble: Error, Equatable {
    /// The person did not confirm with finger, face or passcode.
    case notConfirmed

    /// The hardware no longer has this key.
    case gone

    case failed(String)
}

/// The keys that never leave the phone's hardware: one pair an account, and what wraps the vault's key. Called off the main thread,
/// and may wait there for the person.
public protocol PhoneKeys: Sendable {
    /// A new P-256 key; gives the public one, uncompressed (SEC 1, 2.3.3: 65 bytes). What was there under this name is gone.
    func make(account: String, purpose: KeyPurpose) throws(KeyTrouble) -> Data

    /// ECDSA over SHA-256 of the message, as `r ‖ s` (64 bytes).
    func sign(account: String, purpose: KeyPurpose, message: Data) throws(KeyTrouble) -> Data
    func isThere(account: String, purpose: KeyPurpose) throws(KeyTrouble) -> Bool
    func delete(account: String, purpose: KeyPurpose) throws(KeyTrouble)
    func wrapVaultKey(_ key: Data) throws(KeyTrouble) -> Data
    func unwrapVaultKey(_ wrapped: Data) throws(KeyTrouble) -> Data

    /// Where the account's keys lie.
    func assurance(account: String) throws(KeyTrouble) -> KeyAssurance

    /// How the phone makes sure that it is its owner who answers.
    func userVerification(account: String) throws(KeyTrouble) -> UserVerification
}

/// The same, as the core calls it.
final class CoreKeys: HardwareKeys {
    private let keys: any PhoneKeys

    init(_ keys: any PhoneKeys) { self.keys = keys }

    /// The hardware of these phones attests no keys of apps: the challenge is not used, and there is no chain.
    func make(account: String, purpose: KeyPurpose, challenge _: Data?) throws -> Data {
        try told { () throws(KeyTrouble) in try keys.make(account: account, purpose: purpose) }
    }

    func attestation(account _: String) throws -> [Data] { [] }

    func sign(account: String, purpose: KeyPurpose, message: Data) throws -> Data {
        try told { () throws(KeyTrouble) in try keys.sign(account: account, purpose: purpose, message: message) }
    }

    func isThere(account: String, purpose: KeyPurpose) throws -> Bool { try told { () throws(KeyTrouble) in try keys.isThere(account: account, purpose: purpose) } }

    func delete(account: String, purpose: KeyPurpose) throws { try told { () throws(KeyTrouble) in try keys.delete(account: account, purpose: purpose) } }

    func wrapVaultKey(vaultKey: Data) throws -> Data { try told { () throws(KeyTrouble) in try keys.wrapVaultKey(vaultKey) } }

    func unwrapVaultKey(wrapped: Data) throws -> Data { try told { () throws(KeyTrouble) in try keys.unwrapVaultKey(wrapped) } }

    func assurance(account: String) throws -> Assurance { try told { () throws(KeyTrouble) in try keys.assurance(account: account) } }

    func userVerification(account: String) throws -> UserVerification {
        try told { () throws(KeyTrouble) in try keys.userVerification(account: account) }
    }

    private func told<Value>(_ call: () throws(KeyTrouble) -> Value) throws(PlatformError) -> Value {
        do {
            return try call()
        } catch {
            switch error {
            case .notConfirmed: throw PlatformError.NotConfirmed
            case .gone: throw PlatformError.KeyGone
            case .failed(let detail): throw PlatformError.Failed(detail: detail)
            }
        }
    }
}

/// The phone's clock, as the core reads it.
final class CoreClock: AppClock {
    private let now: @Sendable () -> Int64

    init(_ now: @escaping @Sendable () -> Int64) { self.now = now }

    func nowSecs() throws -> Int64 { now() }
}
