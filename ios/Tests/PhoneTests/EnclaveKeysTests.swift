import AssentKit
import CryptoKit
import Foundation
import LocalAuthentication
import Security
import TestKit
import Testing

@testable import AssentApp

extension ThePhone {
    /// What the app asks of the phone's hardware, and what it makes of the answers. The hardware is our stand-in: it signs nothing.
    @Suite struct EnclaveKeysTests {
        private let keys = EnclaveKeys { "Confirm that it is you" }
        private let account = UUID().uuidString

        init() {
            (_Owner.shared.hasPasscode, _Owner.shared.faces, _Owner.shared.trouble) = (true, Data([1]), nil)
            _Owner.shared.keepsAway = nil
        }

        private func item(_ purpose: KeyPurpose) -> CFDictionary? { _Items.shared.all.first { $0[kSecAttrAccount] as? String == "\(account).\(purpose)" } }

        @Test func anApprovalWantsTheFacesThatThePhoneKnowsNowAndARequestNobody() throws {
            #expect(try keys.make(account: account, purpose: .approve).count == 65)
            _ = try keys.make(account: account, purpose: .request)
            #expect(try flags(.approve) == [.privateKeyUsage, .biometryCurrentSet] && flags(.request) == [.privateKeyUsage])
            #expect(try keys.userVerification(account: account) == .biometric && keys.assurance(account: account) == .strongbox)
        }

        @Test func withoutFacesThePasscodeIsAskedAndWithoutPasscodeNobody() throws {
            _Owner.shared.faces = nil
            _ = try keys.make(account: account, purpose: .approve)
            #expect(try flags(.approve) == [.privateKeyUsage, .devicePasscode] && keys.userVerification(account: account) == .pin)
            _Owner.shared.hasPasscode = false
            _ = try keys.make(account: account, purpose: .approve)
            #expect(try flags(.approve) == [.privateKeyUsage] && keys.userVerification(account: account) == .presence)
        }

        private func flags(_ purpose: KeyPurpose) throws -> SecAccessControlCreateFlags {
            let kept = try #require(item(purpose)?[kSecValueData] as? Data)
            let record = try #require(try JSONSerialization.jsonObject(with: kept) as? [String: Any])
            let key = try #require((record["key"] as? String).flatMap { Data(base64Encoded: $0) })
            return SecAccessControlCreateFlags(rawValue: try #require(UInt(String(decoding: key, as: UTF8.self).prefix { $0.isNumber })))
        }

        @Test func anotherFaceEndsTheApproveKeyAndNotTheRequestKey() throws {
            for purpose in [KeyPurpose.approve, .request] { _ = try keys.make(account: account, purpose: purpose) }
            _Owner.shared.faces = Data([1, 2])
            #expect(try !keys.isThere(account: account, purpose: .approve) && keys.isThere(account: account, purpose: .request))
            #expect(throws: KeyTrouble.gone) { try keys.sign(account: account, purpose: .approve, message: Data()) }
            #expect(try keys.sign(account: account, purpose: .request, message: Data()).count == 64)
        }

        /// Five wrong faces; Face ID switched off for the app.
        @Test(arguments: [LAError.Code.biometryLockout, .biometryNotAvailable])
        func aFaceThatCantBeAskedNowEndsNoKey(_ code: LAError.Code) throws {
            _ = try keys.make(account: account, purpose: .approve)
            _Owner.shared.keepsAway = code
            defer { _Owner.shared.keepsAway = nil }
            #expect(try keys.isThere(account: account, purpose: .approve))
            #expect(throws: KeyTrouble.notConfirmed) { try keys.sign(account: account, purpose: .approve, message: Data()) }
            _Owner.shared.keepsAway = nil
            #expect(try keys.sign(account: account, purpose: .approve, message: Data()).count == 64)
        }

        @Test func withoutAnyFaceOrPasscodeTheApproveKeyIsGone() throws {
            _ = try keys.make(account: account, purpose: .approve)
            _Owner.shared.faces = nil
            #expect(try !keys.isThere(account: account, purpose: .approve))
            (_Owner.shared.faces, _Owner.shared.hasPasscode) = (Data([1]), false)
            #expect(try !keys.isThere(account: account, purpose: .approve))
            #expect(throws: KeyTrouble.gone) { try keys.sign(account: account, purpose: .approve, message: Data()) }
        }

        @Test(arguments: [LAError.Code.userCancel, .systemCancel, .authenticationFailed, .biometryLockout])
        func whoDoesNotConfirmSignsNothing(_ code: LAError.Code) throws {
            _ = try keys.make(account: account, purpose: .approve)
            _Owner.shared.trouble = code
            #expect(throws: KeyTrouble.notConfirmed) { try keys.sign(account: account, purpose: .approve, message: Data()) }
        }

        @Test func anErrorOfTheHardwareIsNotTakenForARefusal() throws {
            _ = try keys.make(account: account, purpose: .approve)
            _Owner.shared.trouble = .invalidContext
            #expect(throws: KeyTrouble.failed("LAError -10")) { try keys.sign(account: account, purpose: .approve, message: Data()) }
        }

        @Test func aKeyThatWasDeletedIsGoneAndMayBeDeletedAgain() throws {
            _ = try keys.make(account: account, purpose: .request)
            for _ in 1...2 { try keys.delete(account: account, purpose: .request) }
            #expect(try !keys.isThere(account: account, purpose: .request) && keys.assurance(account: account) == .software)
            #expect(throws: KeyTrouble.gone) { try keys.sign(account: account, purpose: .request, message: Data()) }
        }

        @Test func theVaultsKeyStaysOnThisPhoneAndIsReadWhileItIsUnlockedAlone() throws {
            let wrapped = try keys.wrapVaultKey(Data([7, 7]))
            #expect(try keys.unwrapVaultKey(wrapped) == Data([7, 7]))
            #expect(throws: KeyTrouble.gone) { try keys.unwrapVaultKey(Data("other".utf8)) }
            let item = try #require(_Items.shared.all.first { $0[kSecAttrAccount] as? String == String(decoding: wrapped, as: UTF8.self) })
            #expect(item[kSecAttrAccessible] as? String == kSecAttrAccessibleWhenUnlockedThisDeviceOnly)
            #expect(item[kSecAttrSynchronizable] as? Bool == false)
        }

        @MainActor @Test func theOwnerIsAskedOnlyWhereThePhoneHasALock() async {
            let owner = Owner(words: Words(language: "en"), outings: Outings())
            #expect(await owner.opens())
            _Owner.shared.trouble = .userCancel
            let opened = await owner.opens()
            #expect(!opened && !owner.isAsking)
            _Owner.shared.hasPasscode = false
            #expect(await owner.opens())
        }
    }
}
