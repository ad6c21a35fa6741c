import AssentKit
import Foundation
import UIKit
import UserNotifications

/// The app of this process: its parts on a real phone.
@MainActor
public final class Launch: NSObject {
    public let parts: Parts

    /// Fails where the vault's folder can't be used.
    public static func begin() async -> Got<Launch> {
        let words = Words.ofPerson(), device = UIDevice.current
        let phone = Phone(name: device.name, model: device.model, system: "\(device.systemName) \(device.systemVersion)", app: "Assent \(version)")
        let keys = EnclaveKeys { words(.confirmAnswer) }
        let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
        guard let folder = folder() else { return .failed(Problem(.other, "error-full")) }
        switch await Bridge.open(folder: folder, keys: keys, phone: phone, now: now) {
        case .failed(let problem): return .failed(problem)
        case .ok(let bridge): return .ok(Launch(bridge, words, now))
        }
    }

    private init(_ bridge: Bridge, _ words: Words, _ now: @escaping @Sendable () -> Int64) {
        let others = OtherApps()
        parts = Parts(
            bridge, person: Owner(words: words), alerts: Notes(words: words), outside: others, documents: Files(),
            camera: Eye(), pictures: Album(), reach: ApplePush(), qr: QrCodes(), preferences: Wishes(), now: now)
        super.init()
        others.onCallback = { [parts] in parts.opened($0) }
        UNUserNotificationCenter.current().delegate = self
    }

    /// In no backup: the keys that open it could not come along.
    private static func folder() -> URL? {
        let support = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask).first
        guard var folder = support?.appendingPathComponent("vault", isDirectory: true) else { return nil }
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else { return nil }
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
        return folder
    }

    private static var version: String { Bundle.main.object(forInfoDictionaryKey: "CFBundleShortVersionString") as? String ?? "" }
}

extension Launch: UNUserNotificationCenterDelegate {
    public nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse, withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        let given = Notes.answer(to: response)
        let done = Completion(call: completionHandler)
        Task { @MainActor in
            if let given { await parts.answers.give(given.request, given.answer) }
            done.call()
        }
    }
}

/// The system's own, which may be called from any thread.
private struct Completion: @unchecked Sendable {
    let call: () -> Void
}
