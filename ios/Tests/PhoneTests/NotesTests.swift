import AssentKit
import Foundation
import TestKit
import Testing
import UIKit
import UserNotifications

@testable import AssentApp

extension ThePhone {
    /// Requests as notifications.
    @MainActor @Suite struct NotesTests {
        private let notes = Notes(words: Words(language: "en"))
        private let center = UNUserNotificationCenter.current()

        init() { center.removeAllDeliveredNotifications() }

        private func update(_ requests: Request...) -> Update {
            Update(requests: requests, isCrowded: requests.count > 1, arrived: [], ended: [], notices: [], unreachable: [], reachedAgain: [])
        }

        @Test func oneRequestHasYesWhichOpensTheAppAndNoWhichAnswersInTheBackground() throws {
            notes.follow(update(request()))
            let note = try #require(center._shown["request.r1"]).content
            #expect(note.title == "Are you signing in to Forge?" && note.body.contains("Geneva") && note.categoryIdentifier == "request")
            #expect(isUrgent(note))
            let actions = try #require(kind("request")).actions
            #expect(actions.map(\.title) == ["NO", "YES"])
            #expect(actions.map(\.options) == [[.authenticationRequired], [.authenticationRequired, .foreground]])
        }

        @Test func afterANoItIsAskedWhetherItWasSomebodyElse() throws {
            let actions = try #require(kind("denied")).actions
            #expect(actions.map(\.title) == ["It was not me"] && actions[0].options == [.authenticationRequired, .destructive])
        }

        @Test func whereThePhoneHidesPreviewsOnlyTheKindIsSeen() {
            let hidden = Dictionary(uniqueKeysWithValues: center._categories.map { ($0.identifier, $0.hiddenPreviewsBodyPlaceholder) })
            let request = "Sign-in request"
            #expect(hidden == ["request": request, "denied": request, "plain": request, "news": "Something happened to an account"])
            #expect(center._categories.allSatisfy { $0.options.isEmpty })
        }

        @Test func theNewsOfAnAccountStayWhenTheAppIsOpened() throws {
            notes.tell(account("1", "Atelier", "ada", "A", .teal, code: nil), .changed(.password))
            let content = try #require(center._shown.values.first?.content)
            #expect(content.title == "Atelier · ada" && content.body.hasPrefix("The password was changed. If that was not you"))
            notes.clear()
            #expect(center._shown.count == 1)
        }

        @Test func aRequestWithANumberIsDeniedFromHereToo() {
            notes.follow(update(request(digits: 2)))
            #expect(center._shown["request.r1"]?.content.categoryIdentifier == "request")
        }

        @Test func whatCameByAPushGoesOnceItIsKnownWhatItWas() {
            let push = UNNotificationRequest(identifier: "F00D", content: UNNotificationContent(), trigger: UNPushNotificationTrigger())
            center.add(push)
            notes.follow(update(request()))
            #expect(Array(center._shown.keys) == ["request.r1"])
            center.add(push)
            notes.follow(update(request()))
            #expect(Array(center._shown.keys) == ["request.r1"])
        }

        @Test func whatAnEarlierProcessShowedGoesWhenItIsOver() async throws {
            let earlier = Notes(words: Words(language: "en"))
            earlier.follow(update(request("old")))
            earlier.say("answered", .deny, .ok(Answered(outcome: .denied, inHistory: true)))
            center.add(UNNotificationRequest(identifier: "crowd", content: UNNotificationContent(), trigger: nil))
            notes.follow(update(request()))
            try await until("what waits and what was answered") { Set(center._shown.keys) == ["request.r1", "request.answered"] }
        }

        @Test func whereNothingWaitsNoYesAndNoIsLeft() async throws {
            Notes(words: Words(language: "en")).follow(update(request("old")))
            notes.follow(update())
            try await until("nothing") { center._shown.isEmpty }
        }

        @Test func whoHasTheAppBeforeThemHasNoNotifications() {
            notes.follow(update(request()))
            notes.clear()
            #expect(center._shown.isEmpty)
            notes.follow(update(request()))
            #expect(center._shown.count == 1)
        }

        /// It is heard, and seen in a focus too.
        private func isUrgent(_ note: UNNotificationContent) -> Bool {
            let note = note as? UNMutableNotificationContent
            return note?.sound != nil && note?.interruptionLevel == .timeSensitive
        }

        private func kind(_ name: String) -> UNNotificationCategory? { center._categories.first { $0.identifier == name } }

        @Test func severalAtOnceAreOneWithoutButtons() {
            notes.follow(update(request()))
            notes.follow(update(request(), request("r2")))
            #expect(Array(center._shown.keys) == ["crowd"] && center._shown["crowd"]?.content.title == "2 sign-ins ask at once")
            notes.follow(update(request("r2")))
            #expect(Array(center._shown.keys) == ["request.r2"])
            notes.follow(update())
            #expect(center._shown.isEmpty)
        }

        @Test func actionsGiveAnswersButYesNever() {
            let note = UNNotification(_request: UNNotificationRequest(identifier: "request.r1", content: UNNotificationContent(), trigger: nil))
            func answer(_ action: String) -> Answer? { Notes.answer(to: UNNotificationResponse(note, _actionIdentifier: action))?.answer }
            #expect(answer("no") == .deny && answer("not-me") == .report && answer("yes") == nil)
        }

        @Test(arguments: [
            (Answer.approve, "Approved", "plain"), (.deny, "Denied. Nobody got in.", "denied"), (.report, "Reported. Requests are off.", "plain"),
        ])
        func whatCameOfAnAnswerIsSaid(_ answer: Answer, _ title: String, _ kind: String) {
            notes.say("r1", answer, .ok(Answered(outcome: .denied, inHistory: true)))
            let note = center._shown["request.r1"]?.content
            #expect(note?.title == title && note?.categoryIdentifier == kind && note.map(isUrgent) == false)
        }

        @Test func anAnswerThatWasNotSentIsSaid() {
            notes.say("r1", .deny, .failed(Problem(.noNetwork, "error-no-network")))
            let note = center._shown["request.r1"]?.content
            #expect(note?.title == "The answer was not sent" && note?.categoryIdentifier == "plain" && note?.body.isEmpty == false)
            #expect(note.map(isUrgent) == true)
        }
    }
}
