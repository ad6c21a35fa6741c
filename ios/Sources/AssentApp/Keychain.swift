import AssentKit
import Foundation
import Security

/// Small secrets that stay on this phone: in no backup, on no other device.
struct Keychain: Sendable {
    /// What the items belong to.
    let service: String

    /// While the phone is locked, too, after its first unlock; else only while it is unlocked.
    enum When: Sendable {
        case unlocked, afterFirstUnlock

        var accessible: CFString {
            switch self {
            case .unlocked: kSecAttrAccessibleWhenUnlockedThisDeviceOnly
            case .afterFirstUnlock: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
            }
        }
    }

    func put(_ name: String, _ secret: Data, _ when: When) throws(KeyTrouble) {
        try delete(name)
        var item = query(name)
        item[kSecValueData as String] = secret
        item[kSecAttrAccessible as String] = when.accessible
        try check(SecItemAdd(item as CFDictionary, nil))
    }

    /// Nil: there is none.
    func get(_ name: String) throws(KeyTrouble) -> Data? {
        var wanted = query(name)
        wanted[kSecReturnData as String] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(wanted as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        try check(status)
        return found as? Data
    }

    /// Nothing happens when it is gone already.
    func delete(_ name: String) throws(KeyTrouble) {
        let status = SecItemDelete(query(name) as CFDictionary)
        if status != errSecItemNotFound { try check(status) }
    }

    private func query(_ name: String) -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword, kSecAttrService as String: service, kSecAttrAccount as String: name,
            kSecAttrSynchronizable as String: false,
        ]
    }

    private func check(_ status: OSStatus) throws(KeyTrouble) {
        if status != errSecSuccess { throw .failed("keychain \(status)") }
    }
}
