import AssentKit
import Foundation
import TestKit
import Testing
import UIKit
import UserNotifications

@testable import AssentApp

/// Requests as notifications, and what else the phone is asked for.
@MainActor @Suite(.serialized) struct NotesTests {
    private let notes = Notes(words: Words(language: "en"))
    private let center = UNUserNotificationCenter.current()

    init() { center.removeAllDeliveredNotifications() }

    private func update(_ requests: Request...) -> Update {
        Update(requests: requests, isCrowded: requests.count > 1, arrived: [], ended: [], notices: [], unreachable: [], reachedAgain: [])
    }

    @Test func oneRequestHasYesAndNoAndNoAnswersInTheBackground() throws {
        notes.follow(update(request()))
        let note = try #require(center._shown["request.r1"]).content
        #expect(note.title == "Are you signing in to Forge?" && note.body.contains("Geneva") && note.categoryIdentifier == "request")
        let kind = try #require(center._categories.first { $0.identifier == "request" })
        #expect(kind.hiddenPreviewsBodyPlaceholder == "Sign-in request")
        #expect(kind.actions.map(\.title) == ["NO", "YES"])
        #expect(kind.actions[0].options == [] && kind.actions[1].options == [.foreground, .authenticationRequired])
    }

    @Test func aRequestWithANumberIsAnsweredInTheAppAlone() {
        notes.follow(update(request(digits: 2)))
        #expect(center._shown["request.r1"]?.content.categoryIdentifier == "plain")
    }

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

    @Test func anAnswerThatWasNotSentIsSaid() {
        notes.say("r1", .deny, .failed(Problem(.noNetwork, "error-no-network")))
        #expect(center._shown["request.r1"]?.content.title == "The answer was not sent")
        notes.say("r1", .deny, .ok(Answered(outcome: .denied, inHistory: true)))
        #expect(center._shown["request.r1"]?.content.categoryIdentifier == "denied")
    }

    @Test func aCodeOnTheClipboardStaysOnThisPhoneForHalfAMinute() throws {
        OtherApps().copy("473441")
        #expect(UIPasteboard.general._items.first?["public.utf8-plain-text"] as? String == "473441")
        #expect(UIPasteboard.general._options[.localOnly] as? Bool == true)
        let end = try #require(UIPasteboard.general._options[.expirationDate] as? Date)
        #expect((25...30).contains(end.timeIntervalSinceNow))
    }

    @Test func onlyPagesOfTheWebAreOpened() {
        #expect(!OtherApps().openPage("file:///etc/passwd") && !OtherApps().signIn("javascript:1"))
        #expect(OtherApps().openPage("https://assent.example/security"))
        #expect(UIApplication.shared._opened.last?.absoluteString == "https://assent.example/security")
    }
}
