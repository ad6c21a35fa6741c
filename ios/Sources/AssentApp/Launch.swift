import AssentKit
import Foundation
import UIKit

/// The app's parts on a real phone.
@MainActor
final class Launch {
    let parts: Parts
    let eye = Eye()
    let push: ApplePush
    private let networks: Networks

    /// Fails where the vault's folder can't be used. `keys`: the Secure Enclave's, if they are no others. `now`: seconds since 1970.
    static func begin(
        in support: URL? = Launch.support, keys: (any PhoneKeys)? = nil,
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
    ) async -> Got<Launch> {
        let words = Words.ofPerson(), device = UIDevice.current
        let phone = Phone(name: device.name, model: machine, system: "\(device.systemName) \(device.systemVersion)", app: "Assent \(version)")
        let keys = keys ?? EnclaveKeys { words(.confirmAnswer) }
        guard let folder = folder(in: support) else { return .failed(Problem(.other, "error-full")) }
        switch await Bridge.open(folder: folder, keys: keys, phone: phone, now: now) {
        case .failed(let problem): return .failed(problem)
        case .ok(let bridge): return .ok(Launch(bridge, words, now))
        }
    }

    private init(_ bridge: Bridge, _ words: Words, _ now: @escaping @Sendable () -> Int64) {
        let outings = Outings(), others = OtherApps(outings), notes = Notes(words: words)
        push = ApplePush(notes)
        networks = Networks { _ = await bridge.networkChanged() }
        parts = Parts(
            bridge, person: Owner(words: words, outings: outings), alerts: notes, outside: others, documents: Files(outings), camera: eye,
            pictures: Album(outings), reach: push, qr: QrCodes(), preferences: Wishes(), now: now)
        others.onCallback = { [parts] in parts.opened($0) }
        // Whoever looks whether somebody is out may be who finds that they are back.
        outings.onBack = { [weak parts] in Task { parts?.cameBack() } }
    }

    /// In no backup: the keys that open it could not come along.
    private static func folder(in support: URL?) -> URL? {
        guard var folder = support?.appendingPathComponent("vault", isDirectory: true) else { return nil }
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else { return nil }
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
        return folder
    }

    private static var support: URL? { FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first }

    /// The kind of phone, such as "iPhone15,2": its name is "iPhone" for every app, and so is its model.
    static var machine: String {
        var system = utsname()
        uname(&system)
        return withUnsafeBytes(of: &system.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    private static var version: String { Bundle.main.object(forInfoDictionaryKey: "CFBundleShortVersionString") as? String ?? "" }
}
