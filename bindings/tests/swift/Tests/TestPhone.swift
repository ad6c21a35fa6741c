// What a phone brings: keys that sign (in software here), a clock and a log.
import Foundation

import AssentCore

let here = Phone(name: "Ada's Swift", model: nil, system: "Debian", app: "test")
let newPhone = Phone(name: "Ada's new phone", model: nil, system: "Debian", app: "test")

/// A value that several threads share.
final class Shared<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func with<Result>(_ work: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try work(&value)
    }
}

/// Signs `r ‖ s`. Linux has no CryptoKit: the keys are ring's, made by the library's test face. `broken` stands for what
/// a person or the hardware may do.
final class SoftwareKeys: HardwareKeys, Sendable {
    private struct Name: Hashable {
        let account: String
        let purpose: KeyPurpose
    }

    private let keys = Shared<[Name: ProbeKey]>([:])
    private let wrapped = Shared<[Data: Data]>([:])
    let broken = Shared<(any Error)?>(nil)
    var count: Int { keys.with { $0.count } }

    func make(account: String, purpose: KeyPurpose, challenge: Data?) throws -> Data {
        let key = try ProbeKey()
        keys.with { $0[Name(account: account, purpose: purpose)] = key }
        return try key.publicKey()
    }

    func attestation(account: String) throws -> [Data] { [] }

    func sign(account: String, purpose: KeyPurpose, message: Data) throws -> Data {
        if let broken = broken.with({ $0 }) { throw broken }
        guard let key = keys.with({ $0[Name(account: account, purpose: purpose)] }) else { throw PlatformError.KeyGone }
        return try key.sign(message: message)
    }

    func isThere(account: String, purpose: KeyPurpose) throws -> Bool {
        keys.with { $0[Name(account: account, purpose: purpose)] != nil }
    }

    func delete(account: String, purpose: KeyPurpose) throws {
        keys.with { $0[Name(account: account, purpose: purpose)] = nil }
    }

    /// A ticket for the key, as hardware that keeps it gives.
    func wrapVaultKey(vaultKey: Data) throws -> Data {
        let name = Data(UUID().uuidString.utf8)
        wrapped.with { $0[name] = vaultKey }
        return name
    }

    func unwrapVaultKey(wrapped name: Data) throws -> Data {
        guard let key = wrapped.with({ $0[name] }) else { throw PlatformError.KeyGone }
        return key
    }

    func assurance(account: String) throws -> Assurance { .software }

    func userVerification(account: String) throws -> UserVerification { .presence }
}

/// The machine's clock, until it is set.
final class TestClock: AppClock, Sendable {
    let now = Shared<Int64?>(nil)

    func nowSecs() throws -> Int64 { now.with { $0 } ?? Int64(Date().timeIntervalSince1970) }
}

/// Keeps its lines.
final class TestLog: AppLog, Sendable {
    let lines = Shared<[String]>([])

    func write(line: String) throws { lines.with { $0.append(line) } }
}

/// An app with a vault of its own, which is open.
final class TestPhone: Sendable {
    let keys = SoftwareKeys()
    let clock = TestClock()
    let log = TestLog()
    let app: AssentApp

    init(pin: Data? = nil) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        app = try AssentApp(folder: folder.path, keys: keys, clock: clock, log: log)
        try await app.create(pin: pin)
    }

    /// One that is linked to all of these.
    static func linked(_ scenes: Scene...) async throws -> TestPhone {
        let phone = try await TestPhone()
        for scene in scenes { try await phone.link(scene) }
        return phone
    }

    /// Links the whole way, the link code typed at the portal.
    @discardableResult func link(_ scene: Scene) async throws -> Link {
        let ticket = try await scene.act("ticket")
        let link = try await app.link(ticket: ticket.text("text"), phone: here, cancel: nil)
        let confirmed = try await scene.act("confirm", ["id": ticket.text("id"), "code": link.linkCode!])
        precondition(confirmed.truth("is_linked"))
        try await app.confirmLinked(account: link.account, cancel: nil)
        return link
    }

    /// The first picture that is so.
    func until(_ isThere: (Update) -> Bool) async throws -> Update {
        for _ in 0..<20 {
            let update = try await app.watch(waitSecs: 20, cancel: nil)
            if isThere(update) { return update }
        }
        preconditionFailure("it did not come")
    }

    /// The one request that waits.
    func request() async throws -> Request {
        let requests = try await until { !$0.requests.isEmpty }.requests
        precondition(requests.count == 1, "\(requests)")
        return requests[0]
    }

    /// The one login that this scene's wiki asks about, answered; gives the request.
    @discardableResult func answers(_ scene: Scene, _ answer: Answer = .approve) async throws -> Request {
        let asked = try await scene.ask()
        let request = try await request()
        _ = try await app.answer(request: request.id, answer: answer, number: nil)
        let status = try await scene.status(asked)
        precondition(status == (answer == .approve ? "approved" : "denied"), status)
        return request
    }

    /// Without that it locks by itself.
    func setClock(_ now: Int64) throws {
        try app.changeLockSettings(settings: LockSettings(idleSecs: nil, inBackground: false))
        clock.now.with { $0 = now }
    }
}
