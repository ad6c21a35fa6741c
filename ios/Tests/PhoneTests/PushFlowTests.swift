import Foundation
import LocalAuthentication
import TestKit
import Testing
import UIKit
import UserNotifications

@testable import AssentApp
@testable import AssentKit

extension ThePhone {
    /// From a push to a real server's mind, with the app on no screen.
    @MainActor @Suite struct PushFlowTests {
        private let center = UNUserNotificationCenter.current()
        private let scene: TestScene
        private let running: Running
        private let phone: PhoneDelegate

        /// Ada's phone is linked, and put away.
        init() async throws {
            center.removeAllDeliveredNotifications()
            (_Owner.shared.hasPasscode, _Owner.shared.faces, _Owner.shared.trouble) = (true, Data([1]), nil)
            scene = try await TestScene()
            let app = try await launch(keys: SoftwareKeys())
            running = Running { .ok(app) }
            phone = PhoneDelegate(running)
            _ = await running.launched()
            try await open(app)
            try await Self.link(app.parts.bridge, to: scene)
            await running.follow(.background)
        }

        private static func link(_ bridge: Bridge, to scene: TestScene) async throws {
            let ticket = try await scene.act("ticket")
            let link = try #require(await bridge.link(try ticket["text"]).value)
            let confirmed = Task { await bridge.confirmLinked(link.account) }
            _ = try await scene.act("confirm", ["id": try ticket["id"], "code": try #require(link.linkCode)])
            #expect(await confirmed.value.problem == nil)
        }

        /// Somebody signs in as Ada, and her server has Apple wake the phone.
        private func asked() async throws -> (Said, note: UNNotificationRequest) {
            let asked = try await scene.ask()
            center.add(UNNotificationRequest(identifier: "F00D", content: UNNotificationContent(), trigger: UNPushNotificationTrigger()))
            #expect(await pushed() == .newData)
            #expect(center._shown.count == 1)
            return (asked, try #require(center._shown.values.first))
        }

        private func pushed() async -> UIBackgroundFetchResult {
            await withCheckedContinuation { done in
                phone.application(.shared, didReceiveRemoteNotification: [:]) { done.resume(returning: $0) }
            }
        }

        private func press(_ action: String, on note: UNNotificationRequest) async {
            await withCheckedContinuation { done in
                let response = UNNotificationResponse(UNNotification(_request: note), _actionIdentifier: action)
                phone.userNotificationCenter(center, didReceive: response) { done.resume() }
            }
        }

        @Test func noInTheNotificationDeniesAndItWasNotMeStopsRequests() async throws {
            let (asked, note) = try await asked()
            #expect(note.content.title == "Are you signing in to Wiki?" && note.content.categoryIdentifier == "request")
            await press("no", on: note)
            #expect(try await scene.status(asked) == "denied")
            let denied = try #require(center._shown[note.identifier])
            #expect(denied.content.categoryIdentifier == "denied")
            await press("not-me", on: denied)
            #expect(center._shown[note.identifier]?.content.title == "Reported. Requests are off.")
            let parts = try #require(running.launch?.value).parts
            #expect(await parts.bridge.status().value?.isLocked == true && parts.stack.places.isEmpty)
        }

        @Test func whatWasWithdrawnIsTakenAwayByTheNextPush() async throws {
            let (asked, _) = try await asked()
            try await scene.act("cancel", ["id": try asked["id"]])
            #expect(await pushed() == .noData)
            #expect(center._shown.isEmpty)
        }
    }
}
