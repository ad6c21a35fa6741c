import AssentKit
import CryptoKit
import Foundation
import LocalAuthentication
import Security

/// The phone's own keys, in the Secure Enclave: used, never seen. An approval wants the person each time; another face or finger on the
/// phone ends that key. The key for everything else asks nobody, and works on a locked phone: else no NO could leave it.
final class EnclaveKeys: PhoneKeys {
    /// By what a key makes sure that it is the owner who confirms.
    enum Proof: String, Codable {
        case biometric, passcode, nothing
    }

    /// A key as it is kept: what the Secure Enclave alone can read, and whom the phone knew when it was made.
    private struct Kept: Codable {
        let key: Data
        let proof: Proof
        let faces: Data?
    }

    /// Whom the phone knows now, beside those of when a key was made.
    private enum Knows {
        case same, others

        /// Face or finger can't be asked now: locked out, or switched off for the app. The key may be as good as ever.
        case unsaid
    }

    private let keys = Keychain(service: "org.assent.keys")
    private let vaultKeys = Keychain(service: "org.assent.vault")

    /// Says in the system's prompt why it asks.
    private let reason: @Sendable () -> String

    init(reason: @escaping @Sendable () -> String) { self.reason = reason }

    func make(account: String, purpose: KeyPurpose) throws(KeyTrouble) -> Data {
        let context = LAContext(), proof = purpose == .approve ? Self.best(context) : .nothing
        let key = try enclave {
            guard let access = Self.access(purpose, proof) else { throw KeyTrouble.failed("no access control") }
            return try SecureEnclave.P256.Signing.PrivateKey(accessControl: access)
        }
        let faces = proof == .biometric ? context.evaluatedPolicyDomainState : nil
        try keys.put(name(account, purpose), packed(Kept(key: key.dataRepresentation, proof: proof, faces: faces)), .afterFirstUnlock)
        return key.publicKey.x963Representation
    }

    func sign(account: String, purpose: KeyPurpose, message: Data) throws(KeyTrouble) -> Data {
        guard let kept = try kept(account, purpose) else { throw .gone }
        switch knows(kept) {
        case .same: break
        case .others: throw .gone
        case .unsaid: throw .notConfirmed
        }
        return try enclave {
            let context = LAContext()
            context.localizedReason = reason()
            let key = try SecureEnclave.P256.Signing.PrivateKey(dataRepresentation: kept.key, authenticationContext: context)
            return try key.signature(for: message).rawRepresentation
        }
    }

    func isThere(account: String, purpose: KeyPurpose) throws(KeyTrouble) -> Bool { try kept(account, purpose).map { knows($0) != .others } ?? false }

    func delete(account: String, purpose: KeyPurpose) throws(KeyTrouble) { try keys.delete(name(account, purpose)) }

    /// The keychain keeps the key itself; what the vault keeps is the name that it has there.
    func wrapVaultKey(_ key: Data) throws(KeyTrouble) -> Data {
        let name = UUID().uuidString
        try vaultKeys.put(name, key, .unlocked)
        return Data(name.utf8)
    }

    func unwrapVaultKey(_ wrapped: Data) throws(KeyTrouble) -> Data {
        guard let key = try vaultKeys.get(String(decoding: wrapped, as: UTF8.self)) else { throw .gone }
        return key
    }

    func assurance(account: String) throws(KeyTrouble) -> KeyAssurance { try kept(account, .approve) == nil ? .software : .strongbox }

    func userVerification(account: String) throws(KeyTrouble) -> UserVerification {
        switch try kept(account, .approve)?.proof {
        case .biometric: .biometric
        case .passcode: .pin
        case .nothing, nil: .presence
        }
    }

    /// The best that this phone can ask for. Looking at it reads whom the phone knows.
    private static func best(_ context: LAContext) -> Proof {
        if context.canEvaluatePolicy(.deviceOwnerAuthenticationWithBiometrics, error: nil) { return .biometric }
        return context.canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) ? .passcode : .nothing
    }

    private static func access(_ purpose: KeyPurpose, _ proof: Proof) -> SecAccessControl? {
        let flags: SecAccessControlCreateFlags =
            switch proof {
            case .biometric: [.privateKeyUsage, .biometryCurrentSet]
            case .passcode: [.privateKeyUsage, .devicePasscode]
            case .nothing: [.privateKeyUsage]
            }
        let when = purpose == .approve ? kSecAttrAccessibleWhenUnlockedThisDeviceOnly : kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        return SecAccessControlCreateWithFlags(nil, when, flags, nil)
    }

    private func kept(_ account: String, _ purpose: KeyPurpose) throws(KeyTrouble) -> Kept? {
        guard let packed = try keys.get(name(account, purpose)) else { return nil }
        guard let kept = try? JSONDecoder().decode(Kept.self, from: packed) else { throw .failed("a key's record is damaged") }
        return kept
    }

    /// The state is there only where face or finger can be asked (Apple, `evaluatedPolicyDomainState`): that it is missing says nothing.
    private func knows(_ kept: Kept) -> Knows {
        guard kept.proof == .biometric else { return .same }
        let context = LAContext()
        var error: NSError?
        if context.canEvaluatePolicy(.deviceOwnerAuthenticationWithBiometrics, error: &error) {
            return context.evaluatedPolicyDomainState == kept.faces ? .same : .others
        }
        let nobody: [LAError.Code] = [.biometryNotEnrolled, .passcodeNotSet]
        return nobody.contains { $0.rawValue == error?.code } ? .others : .unsaid
    }

    private func packed(_ kept: Kept) throws(KeyTrouble) -> Data {
        do { return try JSONEncoder().encode(kept) } catch { throw .failed("\(error)") }
    }

    private func name(_ account: String, _ purpose: KeyPurpose) -> String { "\(account).\(purpose)" }

    /// What Apple's modules throw, as the core knows it.
    private func enclave<Value>(_ call: () throws -> Value) throws(KeyTrouble) -> Value {
        do {
            return try call()
        } catch let trouble as KeyTrouble {
            throw trouble
        } catch let error as LAError {
            throw error.isRefusal ? .notConfirmed : .failed("LAError \(error.code.rawValue)")
        } catch {
            throw .failed("\(type(of: error))")
        }
    }
}

extension LAError {
    /// The person did not confirm, or could not.
    fileprivate var isRefusal: Bool {
        [.userCancel, .userFallback, .systemCancel, .appCancel, .authenticationFailed, .biometryLockout, .notInteractive].contains(code)
    }
}
