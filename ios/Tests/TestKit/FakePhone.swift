import AssentKit
import Foundation

/// A person with the phone in hand, who confirms or does not.
public final class FakePerson: Person {
    public var isAsking = false
    public var hasLock = true
    public var confirms = true
    public private(set) var asked = 0

    public init() {}

    public func opens() async -> Bool {
        asked += 1
        return !hasLock || confirms
    }
}

public final class FakeAlerts: Alerts {
    public private(set) var waiting: [Request] = []

    public func follow(_ update: Update) { waiting = update.requests }
    public func clear() { waiting = [] }
    public private(set) var said: [String: Got<Answered>] = [:]

    public func say(_ request: String, _ answer: Answer, _ got: Got<Answered>) { said[request] = got }
}

public final class FakeOutside: Outside {
    public private(set) var pages: [String] = []
    public private(set) var clipboard: String?
    public private(set) var shared: [String: String] = [:]

    public func openPage(_ address: String) -> Bool {
        pages.append(address)
        return true
    }

    public func signIn(_ address: String) -> Bool { openPage(address) }

    public func copy(_ code: String) { clipboard = code }
    public func share(name: String, text: String) { shared[name] = text }
}

/// A folder of one document.
public final class FakeDocuments: Documents {
    /// What the person chooses; nil: nothing.
    public var chosen: Got<Data>?
    public private(set) var written: [String: Data] = [:]

    public init() {}

    public func read() async -> Got<Data>? { chosen }

    public func write(_ name: String, _ file: Data) async -> Got<Done>? {
        written[name] = file
        return .ok(Done())
    }
}

public final class FakePreferences: Preferences {
    public var hidesCodes = false
}

/// A phone with the app on it, and a vault of its own.
@MainActor
public final class FakePhone {
    public let keys = SoftwareKeys()
    public let person = FakePerson()
    public let alerts = FakeAlerts()
    public let outside = FakeOutside()
    public let documents = FakeDocuments()
    public let preferences = FakePreferences()
    public let parts: Parts

    /// By how much its clock is ahead of the machine's, in seconds.
    public let clockAhead: Shared<Int64>

    public init(name: String = "Ada's iPhone") async {
        let ahead = Shared<Int64>(0)
        clockAhead = ahead
        let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) + ahead.with { $0 } }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let phone = Phone(name: name, model: "iPhone", system: "iOS", app: "test")
        guard case .ok(let bridge) = await Bridge.open(folder: folder, keys: keys, phone: phone, now: now) else { fatalError("no vault in \(folder)") }
        parts = Parts(bridge, person: person, alerts: alerts, outside: outside, documents: documents, preferences: preferences, now: now)
    }
}
