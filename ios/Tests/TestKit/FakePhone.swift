import AssentKit
import Foundation

/// A person with the phone in hand, who confirms or does not.
public final class FakePerson: Person {
    public var isAsking = false
    public var isLedOut = false
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
    public private(set) var told: [Event] = []

    public func tell(_ account: Account, _ event: Event) { told.append(event) }
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

    /// The person closes the sign-in page.
    public private(set) var closePage: @MainActor () -> Void = {}

    public func signIn(_ address: String, onClosed: @escaping @MainActor () -> Void) -> Bool {
        closePage = onClosed
        return openPage(address)
    }

    public func copy(_ code: String) { clipboard = code }
    public func share(name: String, text: String) { shared[name] = text }

    /// What another app put on the clipboard.
    public var pastes = ""
    public private(set) var openedSettings = 0

    public func pasted() -> String { pastes }
    public func openSettings() { openedSettings += 1 }
}

/// A camera that sees what a test holds before it.
public final class FakeCamera: Camera {
    public var isThere = true
    public var hasLight = true
    public var isAllowed: Bool?

    /// What the person says when asked.
    public var allows = true
    public private(set) var isLit = false
    private var looking: AsyncStream<String>.Continuation?

    /// How often somebody began to look.
    public private(set) var looks = 0

    /// Whether somebody looks.
    public var isOn: Bool { looking != nil }

    public func allow() async -> Bool {
        isAllowed = allows
        return allows
    }

    public func look() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        looks += 1
        let look = looks
        continuation.onTermination = { _ in Task { @MainActor [weak self] in self?.ended(look) } }
        looking = continuation
        return stream
    }

    /// Somebody may look again already.
    private func ended(_ look: Int) {
        if look == looks { looking = nil }
    }

    public func light(_ isOn: Bool) { isLit = isOn }

    public func sees(_ text: String) { looking?.yield(text) }
    public func breaks() { looking?.finish() }
}

/// Pictures of which the person chooses one.
public final class FakePictures: Pictures {
    public var chosen: Got<[String]>?

    /// What goes on while the person chooses.
    public var meanwhile: @MainActor () -> Void = {}

    public func read() async -> Got<[String]>? {
        meanwhile()
        return chosen
    }
}

/// A push service that gives this phone an address.
public final class FakeReach: Reach {
    public var allowed: Bool?
    public var allows = true
    public var found: Got<PushAddress> = .ok(PushAddress(token: "0123456789abcdef", topic: "org.assent.app"))
    public private(set) var samples = 0

    public func isAllowed() async -> Bool? { allowed }

    public func allow() async -> Bool {
        allowed = allows
        return allows
    }

    public func address() async -> Got<PushAddress> { found }

    public func sample() async -> Bool {
        samples += 1
        return allowed == true
    }
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
    public var toldPushes: [String: String] = [:]
}

/// Makes pictures that are only like QR codes: no camera reads them.
public final class FakeQr: QrMaker {
    /// What the last one says.
    public private(set) var text: String?

    public func make(_ text: String) -> QrPicture? {
        self.text = text
        return Samples.picture
    }
}

/// A phone with the app on it, and a vault of its own.
@MainActor
public final class FakePhone {
    public let keys = SoftwareKeys()
    public let person = FakePerson()
    public let alerts = FakeAlerts()
    public let outside = FakeOutside()
    public let documents = FakeDocuments()
    public let camera = FakeCamera()
    public let pictures = FakePictures()
    public let reach = FakeReach()
    public let qr = FakeQr()
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
        parts = Parts(
            bridge, person: person, alerts: alerts, outside: outside, documents: documents, camera: camera, pictures: pictures, reach: reach, qr: qr,
            preferences: preferences, now: now)
    }
}
