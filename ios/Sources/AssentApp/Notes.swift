import AssentKit
import Foundation
import UserNotifications

/// Requests as notifications, with NO, which answers in the background, and YES, which opens the app: only there the owner is asked. Both
/// want the phone unlocked, as the vault does. Where the phone hides previews nothing but "Sign-in request" is seen.
final class Notes: NSObject, Alerts {
    private enum Action {
        static let yes = "yes", no = "no", notMe = "not-me"
    }

    private enum Kind {
        static let request = "request", denied = "denied", plain = "plain", news = "news"
    }

    /// What is shown for several at once: a YES to one of them would be blind.
    private nonisolated static var crowd: String { "crowd" }
    private nonisolated static var sampled: String { "sample" }
    private nonisolated static var prefix: String { "request." }

    private let center = UNUserNotificationCenter.current()
    private let words: Words
    private var waiting: Set<String> = []

    /// What was said of these stays.
    private var answered: Set<String> = []

    init(words: Words) {
        self.words = words
        super.init()
        center.setNotificationCategories([
            kind(Kind.request, [action(Action.no, .no, [.authenticationRequired]), action(Action.yes, .yes, [.authenticationRequired, .foreground])]),
            kind(Kind.denied, [action(Action.notMe, .notMe, [.authenticationRequired, .destructive])]),
            kind(Kind.plain, []),
            kind(Kind.news, [], .newsPublic),
        ])
    }

    func follow(_ update: Update) {
        takeAwayPushesAndWhatIsOver()
        let ids = Set(update.requests.map(\.id))
        guard ids != waiting else { return }
        take(away: waiting.subtracting(ids).union(ids.count > 1 ? ids : []))
        if ids.count > 1 {
            post(Self.crowd, Kind.plain, words(.alertCrowd, ids.count), words(.alertCrowdText))
        } else {
            center.removeDeliveredNotifications(withIdentifiers: [Self.crowd])
            for request in update.requests { show(request) }
        }
        waiting = ids
    }

    func tell(_ account: Account, _ event: Event) {
        post("\(account.id) \(event)", Kind.news, "\(account.issuer) · \(account.name)", words.news(of: event))
    }

    func clear() {
        waiting = []
        center.getDeliveredNotifications { shown in
            let requests = shown.map(\.request).filter { $0.content.categoryIdentifier != Kind.news }.map(\.identifier)
            UNUserNotificationCenter.current().removeDeliveredNotifications(withIdentifiers: requests)
        }
    }

    /// What a request looks like here: the person asked for a test.
    func sample() { post(Self.sampled, Kind.plain, words(.alertSample), words(.alertSampleText)) }

    /// Whether it is shown over the app too, which says nothing of it itself.
    nonisolated static func isForAllScreens(_ note: UNNotification) -> Bool {
        note.request.identifier == sampled || note.request.content.categoryIdentifier == Kind.news
    }

    func say(_ request: String, _ answer: Answer, _ got: Got<Answered>) {
        waiting.remove(request)
        answered.insert(request)
        let id = Self.prefix + request
        switch (got, answer) {
        case (.failed(let problem), _): post(id, Kind.plain, words(.alertFailed), words(problem))
        case (.ok, .approve): post(id, Kind.plain, words(.overApproved), "", isUrgent: false)
        case (.ok, .deny): post(id, Kind.denied, words(.overDenied), words(.alertDeniedText), isUrgent: false)
        case (.ok, .report): post(id, Kind.plain, words(.overReported), words(.alertReportedText), isUrgent: false)
        }
    }

    /// The answer that an action gives, and to which request; nil: it opens the app.
    nonisolated static func answer(to response: UNNotificationResponse) -> (request: String, answer: Answer)? {
        let id = response.notification.request.identifier
        guard id.hasPrefix(prefix) else { return nil }
        let request = String(id.dropFirst(prefix.count))
        switch response.actionIdentifier {
        case Action.no: return (request, .deny)
        case Action.notMe: return (request, .report)
        default: return nil
        }
    }

    private func show(_ request: Request) {
        let place = [words.place(request.place), words.browser(of: request), request.accountName].joined(separator: "\n")
        post(Self.prefix + request.id, Kind.request, words(.areYouSigningIn, request.service), place)
    }

    /// That something came is known better now. What an earlier process showed, only the system knows.
    private func takeAwayPushesAndWhatIsOver() {
        center.getDeliveredNotifications { [weak self] shown in
            let pushes = shown.map(\.request).filter { $0.trigger is UNPushNotificationTrigger }.map(\.identifier)
            UNUserNotificationCenter.current().removeDeliveredNotifications(withIdentifiers: pushes)
            let asking = shown.map(\.request).filter { $0.content.categoryIdentifier == Kind.request || $0.identifier == Self.crowd }.map(\.identifier)
            Task { @MainActor in self?.takeAwayWhatIsOver(asking) }
        }
    }

    /// By what waits now: the system answers late.
    private func takeAwayWhatIsOver(_ asking: [String]) {
        let isCrowd = waiting.count > 1
        let good = (isCrowd ? answered : answered.union(waiting)).map { Self.prefix + $0 } + (isCrowd ? [Self.crowd] : [])
        center.removeDeliveredNotifications(withIdentifiers: asking.filter { !good.contains($0) })
    }

    private func take(away ids: Set<String>) { center.removeDeliveredNotifications(withIdentifiers: ids.map { Self.prefix + $0 }) }

    /// What is not urgent is not heard: the person has the phone in hand, and knows.
    private func post(_ id: String, _ kind: String, _ title: String, _ body: String, isUrgent: Bool = true) {
        let content = UNMutableNotificationContent()
        (content.title, content.body, content.categoryIdentifier) = (title, body, kind)
        content.sound = isUrgent ? .default : nil
        content.interruptionLevel = isUrgent ? .timeSensitive : .active
        center.add(UNNotificationRequest(identifier: id, content: content, trigger: nil))
    }

    private func kind(_ name: String, _ actions: [UNNotificationAction], _ hidden: TextKey = .alertPublic) -> UNNotificationCategory {
        UNNotificationCategory(identifier: name, actions: actions, intentIdentifiers: [], hiddenPreviewsBodyPlaceholder: words(hidden))
    }

    private func action(_ name: String, _ key: TextKey, _ options: UNNotificationActionOptions) -> UNNotificationAction {
        UNNotificationAction(identifier: name, title: words(key), options: options)
    }
}
