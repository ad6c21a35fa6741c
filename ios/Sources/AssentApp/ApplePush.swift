import AssentKit
import Foundation
import UIKit
import UserNotifications

/// Apple's push service. What it brings says nothing; see `PhoneDelegate`.
final class ApplePush: Reach {
    private let notes: Notes
    private let pause: @Sendable (Duration) async -> Void

    /// Who waits for the address.
    private var waiting: [CheckedContinuation<Got<PushAddress>, Never>] = []
    private var givingUp: Task<Void, Never>?

    /// `pause` returns early when its task is cancelled.
    init(_ notes: Notes, pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }) {
        (self.notes, self.pause) = (notes, pause)
    }

    func isAllowed() async -> Bool? {
        await withCheckedContinuation { found in
            UNUserNotificationCenter.current().getNotificationSettings { settings in found.resume(returning: Self.allows(settings.authorizationStatus)) }
        }
    }

    func allow() async -> Bool {
        await withCheckedContinuation { said in
            UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound]) { allows, _ in said.resume(returning: allows) }
        }
    }

    /// The system says it by `came` or `failed`, or, without a network, not at all.
    func address() async -> Got<PushAddress> {
        await withCheckedContinuation { found in
            waiting.append(found)
            UIApplication.shared.registerForRemoteNotifications()
            if givingUp == nil { givingUp = Task { await giveUp() } }
        }
    }

    func sample() async -> Bool {
        guard await isAllowed() == true else { return false }
        notes.sample()
        return true
    }

    func came(_ token: Data) {
        let digits = token.map { String(format: "%02x", $0) }.joined()
        end(.ok(PushAddress(token: digits, topic: Bundle.main.bundleIdentifier ?? "org.assent.app")))
    }

    func failed() { end(.failed(Problem(.noNetwork, "error-no-network"))) }

    private func giveUp() async {
        await pause(.seconds(10))
        if !Task.isCancelled { failed() }
    }

    private func end(_ got: Got<PushAddress>) {
        givingUp?.cancel()
        givingUp = nil
        waiting.forEach { $0.resume(returning: got) }
        waiting = []
    }

    private nonisolated static func allows(_ status: UNAuthorizationStatus) -> Bool? {
        switch status {
        case .notDetermined: nil
        case .denied: false
        default: true
        }
    }
}
