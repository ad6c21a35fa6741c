// A stand-in for what the app uses of CryptoKit, with Apple's documented signatures. Nothing is signed here: what comes out is only
// of the right length. The real library is tried with keys of software (Tests/TestKit).
@_exported import Foundation
import LocalAuthentication
import Security

public enum P256 {
    public enum Signing {
        public struct PublicKey: Sendable {
            public var x963Representation: Data { Data([4]) + Data(count: 64) }
        }

        public struct ECDSASignature: Sendable {
            public var rawRepresentation: Data { Data(count: 64) }
        }
    }
}

public enum SecureEnclave {
    public static var isAvailable: Bool { true }

    public enum P256 {
        public enum Signing {
            public struct PrivateKey: Sendable {
                let access: SecAccessControl?
                public let dataRepresentation: Data
                public var publicKey: CryptoKit.P256.Signing.PublicKey { .init() }

                public init(compactRepresentable: Bool = true, accessControl: SecAccessControl, authenticationContext: LAContext? = nil) throws {
                    access = accessControl
                    dataRepresentation = Data("\(accessControl._flags.rawValue) \(accessControl._protection)".utf8)
                }

                public init(dataRepresentation: Data, authenticationContext: LAContext? = nil) throws {
                    (access, self.dataRepresentation) = (nil, dataRepresentation)
                }

                public func signature<D: DataProtocol>(for data: D) throws -> CryptoKit.P256.Signing.ECDSASignature {
                    if !dataRepresentation.starts(with: Data("\(SecAccessControlCreateFlags.privateKeyUsage.rawValue) ".utf8)), let trouble = _Owner.shared.trouble {
                        throw LAError(trouble)
                    }
                    return .init()
                }
            }
        }
    }
}
