// A stand-in for what the app uses of Security, with Apple's documented signatures. It keeps items in memory, so that the adapters run
// in tests. Without an Objective-C runtime Core Foundation's types are Swift's own.
@_exported import Foundation

public typealias CFString = String
public typealias CFDictionary = [String: Any]
public typealias CFTypeRef = Any
public typealias CFError = NSError
public typealias CFAllocator = NSObject

public typealias OSStatus = Int32
public let errSecSuccess: OSStatus = 0
public let errSecItemNotFound: OSStatus = -25300
public let errSecDuplicateItem: OSStatus = -25299

public let kSecClass: CFString = "class", kSecClassGenericPassword: CFString = "genp"
public let kSecAttrService: CFString = "svce", kSecAttrAccount: CFString = "acct"
public let kSecValueData: CFString = "v_Data", kSecReturnData: CFString = "r_Data"
public let kSecAttrAccessible: CFString = "pdmn", kSecAttrSynchronizable: CFString = "sync"
public let kSecAttrAccessibleWhenUnlockedThisDeviceOnly: CFString = "aku", kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"
public let kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly: CFString = "akpu"

/// The items, for tests to look at.
public final class _Items: @unchecked Sendable {
    public static let shared = _Items()
    private let lock = NSLock()
    private var items: [String: CFDictionary] = [:]

    public var all: [CFDictionary] { lock.withLock { Array(items.values) } }

    /// They can't be read any more, as on a phone that is locked.
    public func removeAll(of service: String) { with { $0 = $0.filter { $0.value[kSecAttrService] as? String != service } } }

    fileprivate func with<Result>(_ work: (inout [String: CFDictionary]) -> Result) -> Result { lock.withLock { work(&items) } }
}

private func name(_ query: CFDictionary) -> String { "\(query[kSecAttrService] ?? "")/\(query[kSecAttrAccount] ?? "")" }

public func SecItemAdd(_ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    _Items.shared.with { items in
        guard items[name(attributes)] == nil else { return errSecDuplicateItem }
        items[name(attributes)] = attributes
        return errSecSuccess
    }
}

public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    _Items.shared.with { items in
        guard let item = items[name(query)] else { return errSecItemNotFound }
        result?.pointee = item[kSecValueData]
        return errSecSuccess
    }
}

public func SecItemDelete(_ query: CFDictionary) -> OSStatus {
    _Items.shared.with { $0.removeValue(forKey: name(query)) == nil ? errSecItemNotFound : errSecSuccess }
}

public struct SecAccessControlCreateFlags: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let userPresence = Self(rawValue: 1 << 0), biometryAny = Self(rawValue: 1 << 1), biometryCurrentSet = Self(rawValue: 1 << 3)
    public static let devicePasscode = Self(rawValue: 1 << 4), privateKeyUsage = Self(rawValue: 1 << 30)
}

public final class SecAccessControl: Sendable {
    public let _protection: String
    public let _flags: SecAccessControlCreateFlags

    init(_ protection: String, _ flags: SecAccessControlCreateFlags) { (_protection, _flags) = (protection, flags) }
}

public func SecAccessControlCreateWithFlags(
    _ allocator: CFAllocator?, _ protection: CFTypeRef, _ flags: SecAccessControlCreateFlags, _ error: UnsafeMutablePointer<Unmanaged<CFError>?>?
) -> SecAccessControl? {
    SecAccessControl(protection as? String ?? "", flags)
}
