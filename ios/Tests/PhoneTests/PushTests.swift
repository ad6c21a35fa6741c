import AssentKit
import Foundation
import Testing
import UIKit
import UserNotifications

@testable import AssentApp

extension ThePhone {
    /// Whether notifications are allowed, and where pushes find this app.
    @MainActor @Suite struct PushTests {
        private let center = UNUserNotificationCenter.current()
        private let push = ApplePush(Notes(words: Words(language: "en"))) { _ in await forever() }

        init() {
            center.removeAllDeliveredNotifications()
            (center._status, center._grants) = (.notDetermined, true)
        }

        @Test(arguments: [true, false])
        func thePersonIsAskedOnceAndTheAnswerIsKept(_ grants: Bool) async {
            center._grants = grants
            #expect(await push.isAllowed() == nil)
            #expect(await push.allow() == grants)
            #expect(await push.isAllowed() == grants)
            #expect(center._asked == [.alert, .sound])
        }

        @Test func whatIsAllowedForATimeOrQuietlyIsAllowed() async {
            for status in [UNAuthorizationStatus.provisional, .ephemeral] {
                center._status = status
                #expect(await push.isAllowed() == true)
            }
        }

        @Test func theAddressIsTheTokenInHexadecimalDigitsUnderTheAppsName() async throws {
            let before = UIApplication.shared._registrations
            let found = Task { await push.address() }
            try await until("the wish") { UIApplication.shared._registrations == before + 1 }
            push.came(Data([0x00, 0x0f, 0xa0, 0xff]))
            let address = try #require(await found.value.value)
            #expect(address.token == "000fa0ff" && !address.topic.isEmpty)
        }

        @Test func allWhoWaitGetTheSameAddress() async throws {
            let before = UIApplication.shared._registrations
            let found = [Task { await push.address() }, Task { await push.address() }]
            try await until("both wishes") { UIApplication.shared._registrations == before + 2 }
            push.came(Data([1]))
            let addresses = (await found[0].value, await found[1].value)
            #expect(addresses.0 == addresses.1 && addresses.0.value?.token == "01")
        }

        @Test func aPhoneThatCantRegisterSaysSoAndMayTryAgain() async throws {
            for token in [nil, Data([7])] {
                let before = UIApplication.shared._registrations
                let found = Task { await push.address() }
                try await until("the wish") { UIApplication.shared._registrations == before + 1 }
                if let token { push.came(token) } else { push.failed() }
                #expect(await found.value.problem?.key == (token == nil ? "error-no-network" : nil))
            }
        }

        @Test func nobodyWaitsForGoodWhereTheSystemSaysNothing() async {
            let push = ApplePush(Notes(words: Words(language: "en"))) { time in #expect(time == .seconds(10)) }
            #expect(await push.address().problem?.kind == .noNetwork)
        }

        @Test func aSampleIsShownWhereAnyNotificationIs() async {
            #expect(await !push.sample())
            #expect(center._shown.isEmpty)
            center._status = .authorized
            #expect(await push.sample())
            #expect(center._shown["sample"]?.content.title == "This is what a request looks like")
        }
    }
}

/// Until its task is cancelled.
private func forever() async {
    let (never, end) = AsyncStream.makeStream(of: Void.self)
    for await _ in never {}
    end.finish()
}
