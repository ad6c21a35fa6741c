import Foundation

/// What the app is made of, once a process.
@MainActor
public final class Parts {
    public let bridge: Bridge
    public let stack: Stack
    public let door: Door
    public let inbox: Inbox

    /// What is answered in a notification.
    public let answers: Answers

    /// What servers know of how this phone is reached: `follow`, when Apple gave another address.
    public let pushes: Pushes
    public let preferences: any Preferences
    let person: any Person
    let alerts: any Alerts
    let outside: any Outside
    let documents: any Documents
    let camera: any Camera
    let pictures: any Pictures
    let reach: any Reach
    let qr: any QrMaker

    /// Seconds since 1970.
    let now: @Sendable () -> Int64
    let pause: @Sendable (Duration) async -> Void

    /// A link from another app, until the app is open.
    private var waiting: String?
    private var isShown = false
    private var offered: Set<String> = []
    private var idling: Task<Void, Never>?

    /// When the person did something last, as far as the core was told.
    private var touchedAt: Int64?

    /// Where it goes on when the browser comes back. The lock, which comes with the browser, does not end it.
    private var onCallback: ((String) -> Place)?

    /// `makeScreen`: which screen a place is. `pause` returns early when its task is cancelled.
    public init(
        _ bridge: Bridge, person: any Person, alerts: any Alerts, outside: any Outside, documents: any Documents, camera: any Camera,
        pictures: any Pictures, reach: any Reach, qr: any QrMaker, preferences: any Preferences,
        now: @escaping @Sendable () -> Int64,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        (self.bridge, self.person, self.alerts) = (bridge, person, alerts)
        (self.outside, self.documents, self.preferences) = (outside, documents, preferences)
        (self.camera, self.pictures, self.reach, self.qr) = (camera, pictures, reach, qr)
        (self.now, self.pause) = (now, pause)
        let inbox = Inbox(bridge, tell: News(bridge: bridge, alerts: alerts).tell, pause: pause)
        let maker = Maker()
        self.inbox = inbox
        let door = Door(bridge, onLocked: { inbox.forget() }, onPutOut: { maker.parts?.putOut() })
        self.door = door
        answers = Answers(bridge, inbox, door, alerts)
        pushes = Pushes(bridge, reach, preferences)
        stack = Stack { maker.screen($0) }
        maker.parts = self
        inbox.read { [weak self] in self?.take($0) }
    }

    /// Whether what opens here is seen: somebody is in, has the app before them, and no window of others lies over it.
    public var isSeen: Bool { isShown && door.isOpen && !person.isLedOut }

    /// The app is on the screen: what is open goes on, what is locked asks to be opened.
    public func shown() async {
        isShown = true
        if await bridge.status().value?.exists == false {
            if !stack.places.contains(.welcome) { stack.restart(.welcome) }
            return
        }
        // The system's prompt may have hidden the app for a moment.
        if !door.isOpen, person.isAsking { return }
        guard door.isOpen, await bridge.cameBack().value == true else { return await locked() }
        follow()
        stack.top?.screen.living.cameBack()
    }

    /// The person is back from a window of others: what came meanwhile opens here.
    public func cameBack() {
        if isSeen, let last = inbox.last { take(last) }
    }

    /// The app left the screen. Behind a window that it opened itself the person stays in, until the vault's own time is over.
    public func hidden() async {
        isShown = false
        if person.isLedOut { return }
        let stays = await door.hide()
        if isShown || stays || person.isAsking { return }
        await forget(nil)
        // The person may be back already.
        if isShown { stack.restart(.lock) }
    }

    /// The phone itself was locked: the person is out, wherever the app had led them.
    public func phoneLocked() async {
        guard door.isOpen else { return }
        await forget(isShown ? .lock : nil)
    }

    /// The person does something, in whatever way; too late, it locks. The core is told once a second.
    public func touched() async {
        guard door.isOpen, touchedAt != now() else { return }
        touchedAt = now()
        if await bridge.touch().value == false { await locked() }
    }

    func unlocked() {
        stack.restart(.accounts)
        offered = []
        follow()
        idling?.cancel()
        idling = Task { await watchIdle() }
        if let link = waiting { opened(link) }
        waiting = nil
    }

    /// The lock falls by itself, not only at the next touch.
    private func watchIdle() async {
        while door.isOpen, !Task.isCancelled {
            await pause(.seconds(1))
            await door.lookForIdle()
        }
    }

    /// What a screen reads by itself: who was away for too long sees the lock, not words about it beside what was read before.
    func read<Value: Sendable>(_ read: () async -> Got<Value>) async -> Got<Value> {
        let got = await read()
        if got.problem?.kind == .locked { await door.lookForIdle() }
        return got
    }

    fileprivate func putOut() { stack.restart(isShown ? .lock : nil) }

    /// Nothing that was read stays. A request that waits comes again after the unlock.
    func locked() async { await forget(.lock) }

    /// A link was made, whoever still looks: the list shows it as it is, and this phone has to be heard from now on.
    func linked() {
        stack.changed()
        Task { await pushes.follow(asking: true) }
    }

    /// Opens a server's sign-in page; what the browser brings back goes to `then`. `onClosed`: the person closed it, and nothing comes
    /// back. False when there is no browser.
    func signIn(_ page: SignIn, onClosed: @escaping @MainActor () -> Void, then: @escaping (String) -> Place) -> Bool {
        onCallback = then
        return outside.signIn(page.address) { [weak self] in
            self?.onCallback = nil
            onClosed()
        }
    }

    /// Opens the page of the account's server with the password and the sessions; false when it can't.
    func openSecurityPage(of account: String) async -> Bool {
        let page = await bridge.accounts().value?.first { $0.id == account }?.securityPage
        return page.map(outside.openPage) ?? false
    }

    /// A link came from another app: the browser's way back from a sign-in, or a ticket. It waits until the app is open.
    public func opened(_ link: String) {
        guard door.isOpen, !stack.places.contains(.lock), !stack.places.contains(.welcome) else { return waiting = link }
        if link.hasPrefix(Bridge.redirect) {
            if let then = onCallback { stack.go(then(link)) }
            onCallback = nil
        } else {
            stack.go(place(of: link) ?? .link(link))
        }
    }

    private func follow() {
        inbox.start()
        Task { await pushes.follow(asking: true) }
        if let last = inbox.last { take(last) }
    }

    private func forget(_ next: Place?) async {
        stack.restart(next)
        await door.leave()
    }

    /// A request that comes while somebody looks opens by itself; several are shown side by side. Else it is a notification.
    private func take(_ update: Update) {
        guard isSeen else { return alerts.follow(update) }
        alerts.clear()
        let waiting = update.requests.map(\.id)
        let isNew = waiting.contains { !offered.contains($0) }
        offered = Set(waiting)
        guard isNew, let last = waiting.last else { return }
        stack.go(update.isCrowded ? .requests : .request(last))
    }
}

/// Makes the screens, of which each has the parts.
@MainActor
private final class Maker {
    weak var parts: Parts?

    func screen(_ place: Place) -> Screen {
        guard let parts else { preconditionFailure("the stack outlived the app") }
        let screen = Screen.make(place, parts), living = screen.living
        living.onInput = { [weak parts] in Task { await parts?.touched() } }
        return screen
    }
}
