import AssentCore
import AssentKit
import Foundation

/// A phone's hardware, in software, that behaves as the Secure Enclave does: it holds the keys, may want the person for each use, may
/// refuse, and may have lost a key.
public final class SoftwareKeys: PhoneKeys {
    private struct Name: Hashable {
        let account: String
        let purpose: KeyPurpose
    }

    private let keys = Shared<[Name: ProbeKey]>([:])
    private let vaultKeys = Shared<[Data: Data]>([:])

    /// What the person or the hardware does when an approval is signed; nil: it signs.
    public let trouble = Shared<KeyTrouble?>(nil)

    public init() {}

    public var count: Int { keys.with { $0.count } }

    /// A new finger was taught: keys that want the person are gone.
    public func invalidate() { keys.with { $0 = $0.filter { $0.key.purpose != .approve } } }

    /// The phone's passcode was taken away: what opens the vault is gone.
    public func forgetVaultKey() { vaultKeys.with { $0 = [:] } }

    public func make(account: String, purpose: KeyPurpose) throws(KeyTrouble) -> Data {
        let key = try told { try ProbeKey() }
        keys.with { $0[Name(account: account, purpose: purpose)] = key }
        return try told { try key.publicKey() }
    }

    public func sign(account: String, purpose: KeyPurpose, message: Data) throws(KeyTrouble) -> Data {
        guard let key = keys.with({ $0[Name(account: account, purpose: purpose)] }) else { throw .gone }
        if purpose == .approve, let trouble = trouble.with({ $0 }) { throw trouble }
        return try told { try key.sign(message: message) }
    }

    public func isThere(account: String, purpose: KeyPurpose) -> Bool { keys.with { $0[Name(account: account, purpose: purpose)] != nil } }

    public func delete(account: String, purpose: KeyPurpose) { keys.with { $0[Name(account: account, purpose: purpose)] = nil } }

    /// Gives a name for the key, as a keychain does.
    public func wrapVaultKey(_ key: Data) -> Data {
        let name = Data(UUID().uuidString.utf8)
        vaultKeys.with { $0[name] = key }
        return name
    }

    public func unwrapVaultKey(_ wrapped: Data) throws(KeyTrouble) -> Data {
        guard let key = vaultKeys.with({ $0[wrapped] }) else { throw .gone }
        return key
    }

    public func assurance(account: String) -> KeyAssurance { .software }

    public func userVerification(account: String) -> UserVerification { .biometric }

    private func told<Value>(_ call: () throws -> Value) throws(KeyTrouble) -> Value {
        do { return try call() } catch { throw .failed("\(error)") }
    }
}
