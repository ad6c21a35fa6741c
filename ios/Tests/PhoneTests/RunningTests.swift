import AssentUI
import AuthenticationServices
import BackgroundTasks
import Foundation
import LocalAuthentication
import Security
import SwiftUI
import TestKit
import Testing
import UIKit
import UserNotifications

@testable import AssentApp
@testable import AssentKit

extension ThePhone {
    /// The app's process: how it begins, and what the system tells it.
    @MainActor @Suite struct RunningTests {
        private let center = UNUserNotificationCenter.current()
        private let ahead = Shared<Int64>(0)

        init() {
            center.removeAllDeliveredNotifications()
            (_Owner.shared.hasPasscode, _Owner.shared.faces, _Owner.shared.trouble) = (true, Data([1]), nil)
        }

        @Test func aNewPhoneIsWelcomedAndItsVaultLiesInNoBackup() async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            let app = try #require(await Launch.begin(in: folder).value)
            await app.parts.shown()
            #expect(app.parts.stack.places == [.welcome])
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("vault").path))
        }

        /// As servers have it, so that two phones called "iPhone" are told apart.
        @Test func theModelIsThatOfTheMachine() throws {
            let asked = Process(), said = Pipe()
            (asked.executableURL, asked.arguments, asked.standardOutput) = (URL(fileURLWithPath: "/usr/bin/uname"), ["-m"], said)
            try asked.run()
            let output = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            #expect(Launch.machine == output.trimmingCharacters(in: .whitespacesAndNewlines) && !Launch.machine.isEmpty)
        }

        @Test func whereNoFolderCanBeMadeItIsSaid() async throws {
            #expect(await Launch.begin(in: try file("no folder")).problem?.key == "error-full")
            #expect(await Launch.begin(in: nil).problem?.key == "error-full")
        }

        @Test func whoeverNeedsTheAppFirstBeginsItAndNobodyASecondTime() async throws {
            let app = try await launch(), begun = Shared(0)
            let running = Running {
                begun.with { $0 += 1 }
                return .ok(app)
            }
            let all = [Task { await running.launched().value }, Task { await running.launched().value }]
            for one in all { #expect(await one.value === app) }
            #expect(await running.launched().value === app)
            #expect(begun.with { $0 } == 1)
        }

        @Test func whatFailedBeforeTheFirstUnlockIsTriedAgain() async throws {
            let app = try await launch(), tries = Shared(0)
            let running = Running { tries.with { $0 += 1; return $0 } == 1 ? .failed(Problem(.other, "error-full")) : .ok(app) }
            #expect(await running.wake() == nil)
            #expect(running.launch?.problem?.key == "error-full")
            #expect(await running.launched().value === app)
            #expect(running.launch?.value === app)
        }

        @Test func aLinkThatStartsTheAppWaitsForItsOwner() async throws {
            let app = try await launch(), running = Running { .ok(app) }
            await running.opened("https://assent.example/link#abc")
            #expect(app.parts.stack.places.isEmpty)
            try await open(app)
            #expect(app.parts.stack.top?.place == .link("https://assent.example/link#abc"))
        }

        @Test func whoLeavesIsOutAndWhoIsLedOutStaysIn() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts, root = front()
            let choice = Task { await parts.documents.read() }
            let picker = try await until("the picker") { root.presentedViewController as? UIDocumentPickerViewController }
            await running.follow(.inactive)
            await running.follow(.background)
            #expect(parts.door.isOpen && parts.stack.places == [.accounts])
            await running.follow(.active)
            picker.delegate?.documentPickerWasCancelled(picker)
            #expect(await choice.value == nil)
            #expect(parts.door.isOpen)
            await running.follow(.background)
            #expect(!parts.door.isOpen && parts.stack.places.isEmpty)
            #expect(await parts.bridge.status().value?.isLocked == true)
            await running.follow(.active)
            #expect(parts.stack.places == [.lock])
        }

        @Test func whoLeavesAfterAPickerThatNeverCameIsOut() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts
            front()._drops = true
            parts.outside.share(name: "dropped.txt", text: "recovery")
            await running.follow(.background)
            #expect(!parts.door.isOpen && parts.stack.places.isEmpty)
        }

        @Test func theSystemGivesTheAppTheTimeToLock() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts, app = UIApplication.shared
            var wasOpen: [Bool] = []
            app._whenGraceEnds = { wasOpen.append(parts.door.isOpen) }
            defer { app._whenGraceEnds = {} }
            await running.follow(.background)
            #expect(wasOpen == [false] && app._graces.isEmpty)
        }

        @Test func whoIsLedOutForTooLongIsOut() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts
            _ = parts.outside.signIn("https://assent.example/start") {}
            await running.follow(.background)
            #expect(parts.door.isOpen)
            ahead.with { $0 = 3600 }
            await running.follow(.active)
            #expect(!parts.door.isOpen && parts.stack.places == [.lock])
        }

        @Test func aPhoneThatIsLockedPutsOutWhoeverWasLedOut() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts
            _ = parts.outside.signIn("https://assent.example/start") {}
            await running.follow(.background)
            PhoneDelegate(running).applicationProtectedDataWillBecomeUnavailable(.shared)
            try await until("the lock") { !parts.door.isOpen && parts.stack.places.isEmpty }
            await running.follow(.active)
            #expect(parts.stack.places == [.lock])
        }

        @Test func aTouchTooLateLocks() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts
            await running.touched()
            #expect(parts.stack.places == [.accounts])
            ahead.with { $0 = 3600 }
            await running.touched()
            #expect(parts.stack.places == [.lock])
        }

        /// By finger, keyboard, VoiceOver, Switch Control.
        @Test(arguments: [UIAccessibility.elementFocusedNotification, UITextField.textDidChangeNotification, UITextView.textDidChangeNotification])
        func whoTypesOrListensIsAtWorkToo(_ sign: Notification.Name) async throws {
            let running = try await opened(ahead), stack = try #require(running.launch?.value).parts.stack, phone = begun(running)
            late()
            NotificationCenter.default.post(name: sign, object: nil)
            try await until("the lock") { stack.places == [.lock] }
            withExtendedLifetime(phone) {}
        }

        @Test(arguments: ["finger", "key"])
        func whatComesToAnyWindowIsATouchAndIsLeftToWhatItTouched(_ by: String) async throws {
            let running = try await opened(ahead), stack = try #require(running.launch?.value).parts.stack, phone = begun(running), window = UIWindow()
            for _ in 1...2 { NotificationCenter.default.post(name: UIWindow.didBecomeVisibleNotification, object: window) }
            try await until("who looks") { window.gestureRecognizers != nil }
            late()
            #expect(!(by == "finger" ? window._touch() : window._press()))
            try await until("the lock") { stack.places == [.lock] }
            withExtendedLifetime(phone) {}
        }

        @Test func whateverIsDoneOnAScreenIsATouch() async throws {
            let running = try await opened(ahead), stack = try #require(running.launch?.value).parts.stack
            late()
            if case .accounts(let list) = stack.top?.screen { list.send(.opens(.settings)) }
            try await until("the lock") { stack.places == [.lock] }
        }

        /// Too late for a touch; and nobody opens the lock, so that it is seen.
        private func late() {
            ahead.with { $0 = 3600 }
            _Owner.shared.trouble = .userCancel
        }

        private func begun(_ running: Running) -> PhoneDelegate {
            let phone = PhoneDelegate(running)
            _ = phone.application(.shared, didFinishLaunchingWithOptions: nil)
            return phone
        }

        @Test func theCoreIsToldOfTouchesOnceASecond() async throws {
            let reads = Shared(0), second = Shared(Int64(1_790_000_000))
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            let app = try #require(await Launch.begin(in: folder) {
                reads.with { $0 += 1 }
                return second.with { $0 }
            }.value)
            let parts = app.parts
            // Nobody else asks it anything: there is no screen.
            #expect(await parts.bridge.create().problem == nil)
            #expect(await parts.door.enter { await parts.bridge.unlockByHardware() }.problem == nil)
            // The core reads the clock to know when it was.
            func touch() async -> Int {
                reads.with { $0 = 0 }
                await parts.touched()
                return reads.with { $0 }
            }
            let first = await touch(), again = await touch()
            #expect(again < first)
            second.with { $0 += 1 }
            #expect(await touch() == first)
        }

        @Test func aPushAsksTheServersAndTellsTheSystemWhatCameOfIt() async throws {
            let running = try await opened(ahead), phone = PhoneDelegate(running)
            await running.follow(.background)
            #expect(await fetched(by: phone) == .noData)
            #expect(await running.launch?.value?.parts.bridge.status().value?.isLocked == true)
            #expect(await fetched(by: PhoneDelegate(Running { .failed(Problem(.other, "error-full")) })) == .failed)
        }

        private func fetched(by phone: PhoneDelegate) async -> UIBackgroundFetchResult {
            await withCheckedContinuation { done in
                phone.application(.shared, didReceiveRemoteNotification: [:]) { done.resume(returning: $0) }
            }
        }

        @Test func aPushToALockedPhoneIsToldAtTheLock() async throws {
            let running = try await opened(ahead), parts = try #require(running.launch?.value).parts
            await running.follow(.background)
            forgetVaultKeys()
            #expect(await running.look() == nil)
            #expect(await parts.bridge.status().value?.somethingArrived == false)
            #expect(await running.wake() == nil)
            #expect(await parts.bridge.status().value?.somethingArrived == true)
        }

        @Test func theTokenThatTheSystemBringsIsTheAddress() async throws {
            let app = try await launch(), running = Running { .ok(app) }, phone = PhoneDelegate(running)
            _ = await running.launched()
            for isGood in [true, false] {
                let before = UIApplication.shared._registrations
                let found = Task { await app.parts.reach.address() }
                try await until("the wish") { UIApplication.shared._registrations == before + 1 }
                if isGood {
                    phone.application(.shared, didRegisterForRemoteNotificationsWithDeviceToken: Data([0xab]))
                } else {
                    phone.application(.shared, didFailToRegisterForRemoteNotificationsWithError: CocoaError(.featureUnsupported))
                }
                #expect(await found.value.value?.token == (isGood ? "ab" : nil))
            }
        }

        @Test func theSystemKnowsWhomToTellBeforeAnythingElseBegins() async throws {
            let app = try await launch(), begun = Shared(false)
            let phone = PhoneDelegate(Running {
                begun.with { $0 = true }
                return .ok(app)
            })
            #expect(phone.application(.shared, didFinishLaunchingWithOptions: nil))
            #expect(center.delegate === phone && !begun.with { $0 })
            await answer("no", to: "request.r1", by: phone)
            #expect(begun.with { $0 })
        }

        @Test func aNoThatCantBeSentIsSaid() async throws {
            let running = try await opened(ahead), phone = PhoneDelegate(running)
            await running.follow(.background)
            await answer("no", to: "request.r1", by: phone)
            #expect(center._shown["request.r1"]?.content.title == "The answer was not sent")
        }

        @Test func aTouchOnANotificationAnswersNothing() async throws {
            let running = try await opened(ahead), phone = PhoneDelegate(running)
            await answer("yes", to: "request.r1", by: phone)
            await answer("no", to: "sample", by: phone)
            #expect(center._shown.isEmpty)
        }

        private func answer(_ action: String, to id: String, by phone: PhoneDelegate) async {
            let response = UNNotificationResponse(note(id), _actionIdentifier: action)
            await withCheckedContinuation { done in
                phone.userNotificationCenter(center, didReceive: response) { done.resume() }
            }
        }

        private func note(_ id: String) -> UNNotification {
            UNNotification(_request: UNNotificationRequest(identifier: id, content: UNNotificationContent(), trigger: nil))
        }

        @Test func overTheAppNothingIsShownButTheSample() async throws {
            let phone = PhoneDelegate(try await opened(ahead))
            #expect(await shown("request.r1", by: phone) == [])
            #expect(await shown("sample", by: phone) == [.banner, .list, .sound])
        }

        @Test func atTheLockAndOverAWindowOfOthersARequestIsShownByTheSystem() async throws {
            let running = try await opened(ahead), phone = PhoneDelegate(running), parts = try #require(running.launch?.value).parts
            _ = parts.outside.signIn("https://assent.example/start") {}
            #expect(await shown("request.r1", by: phone) == [.banner, .list, .sound])
            try #require(ASWebAuthenticationSession._last)._end(nil)
            try await until("the way back") { parts.isSeen }
            #expect(await shown("request.r1", by: phone) == [])
            await parts.locked()
            #expect(await shown("request.r1", by: phone) == [.banner, .list, .sound])
            #expect(await shown("request.r1", by: PhoneDelegate(Running { .failed(Problem(.other, "error-full")) })) == [.banner, .list, .sound])
        }

        private func shown(_ id: String, by phone: PhoneDelegate) async -> UNNotificationPresentationOptions {
            await withCheckedContinuation { done in
                phone.userNotificationCenter(center, willPresent: note(id)) { done.resume(returning: $0) }
            }
        }
    }
}

/// As on a phone that is locked.
private func forgetVaultKeys() { _Items.shared.removeAll(of: "org.assent.vault") }
