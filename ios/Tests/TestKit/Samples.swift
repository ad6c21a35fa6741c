/// Every state of every screen that can be seen, in one place. They are those of the Android app, by the same names.
import AssentKit

public enum Samples {
    public static let accounts = [
        account("1", "Atelier", "ada@atelier.example", "At", .teal, code: "473441"),
        account("2", "Caisse d’Épargne", "ada.lovelace", "Ca", .blue, code: "239962"),
        account("3", "Forge du Lac", "ada-lovelace@forge-du-lac.example", "Fo", .purple, code: "758061", left: 4),
        account("4", "Mail", "ada@mail.example", "Ma", .orange, code: "550218", quietUntil: NOW + 3600),
        account("5", "Wiki", "ada@wiki.example", "Wi", .green, code: nil, isUnlinked: true),
    ]
    private static let long = account(
        "6", "Établissement public du parc national de la Vanoise", "marie-antoinette.de-la-rochefoucauld@parc-national-vanoise.example", "Ét",
        .pink, code: "01234567", server: "https://authentification.parc-national-vanoise.example")
    private static let busy = Problem(.other, "error-busy")
    private static let offline = Problem(.noNetwork, "error-no-network")

    public static let accountsStates: KeyValuePairs<String, AccountsState> = [
        "content": list(accounts),
        "hidden": with(list(accounts)) { ($0.hidesCodes, $0.revealed) = (true, ["1"]) },
        "pending": list([account("1", "Atelier", "ada@atelier.example", "At", .teal, code: "473441", isPending: true), long]),
        "loading": AccountsState(),
        "failed": with(AccountsState()) { $0.problem = busy },
        "empty": list([]),
        "none-found": with(list([])) { $0.query = "zebra" },
        "offline": with(list(accounts)) { $0.unreachable = ["1", "2"] },
        "clock-off": list([account("1", "Atelier", "ada@atelier.example", "At", .teal, code: "473441", clockAhead: 95)]),
        "set-aside": with(list(Array(accounts.prefix(3)))) { $0.damaged = 1 },
        "waiting": with(list(accounts)) { $0.requests = [request()] },
        "several-wait": with(list(Array(accounts.prefix(3)))) { ($0.requests, $0.damaged) = ([request(), request("r2")], 1) },
        "damaged": with(list(Array(accounts.prefix(2)))) { $0.problem = Problem(.damaged, "error-list-damaged") },
    ]

    private static func longRequest(digits: UInt8) -> Request {
        request(
            service: "Gestion électronique des documents", issuer: long.issuer, name: long.name,
            place: "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson, France", address: "2001:db8:85a3:8d3:1319:8a2e:370:7348",
            browser: "Samsung Internet Browser", system: "Android 14", digits: digits)
    }
    private static let number = request(isNew: false, digits: 6)

    public static let requestStates: KeyValuePairs<String, RequestState> = [
        "asking": RequestState(request(), now: NOW),
        "number": RequestState(number, now: NOW, number: "4170"),
        "number-wrong": RequestState(number, now: NOW, problem: Problem(.numberWrong, "error-number-wrong")),
        "crowded": RequestState(request(), now: NOW, isCrowded: true),
        "long": RequestState(longRequest(digits: 0), now: NOW),
        "long-number": RequestState(longRequest(digits: 2), now: NOW),
        "sending": RequestState(request(), now: NOW, .sending(.approve)),
        "no-network": RequestState(request(), now: NOW, problem: offline),
        "over-approved": over(.approved),
        "over-denied": over(.denied),
        "over-reported": over(.reported),
        "over-mistake": over(.mistake),
        "over-expired": over(.expired),
        "over-settled": over(.settled),
        "over-withdrawn": over(.withdrawn),
        "over-gone": over(.gone),
        "over-used-up": over(.usedUp),
    ]

    private static let two = [
        request(), request("r2", service: "Webmail", place: "Lyon, France", address: "198.51.100.20", browser: "Chrome", system: "Windows", askedAt: NOW - 60),
    ]

    public static let requestsStates: KeyValuePairs<String, RequestsState> = [
        "two": RequestsState(two, now: NOW),
        "no-network": RequestsState(two, now: NOW, problem: offline),
        "one": RequestsState([two[0]], now: NOW),
        "denying": RequestsState(two, now: NOW, denying: ["r1", "r2"]),
    ]

    private static let atelier = account(
        "1", "Atelier", "ada@atelier.example", "At", .teal, code: "473441", server: "https://assent.atelier.example")

    public static let accountStates: KeyValuePairs<String, AccountState> = [
        "looking": one(atelier),
        "loading": AccountState(),
        "failed": AccountState(problem: busy),
        "long": one(long),
        "copied": with(one(atelier)) { $0.isCopied = true },
        "quiet": one(account("4", "Mail", "ada@mail.example", "Ma", .orange, code: "550218", server: "https://mail.example", quietUntil: NOW + 3600)),
        "unlinked": one(accounts[4]),
        "counted": with(one(account("7", "Atelier", "ada@atelier.example", "At", .teal, code: nil, isPush: false))) {
            $0.counted = Code(code: "287082", nextCode: nil, secsLeft: nil, periodSecs: nil)
        },
        "naming": with(one(atelier)) { $0.step = .naming },
        "painting": with(one(atelier)) { $0.step = .painting },
        "placing": with(one(atelier)) { $0.step = .placing },
        "placing-first": with(one(atelier)) { ($0.step, $0.place) = (.placing, 0) },
        "placing-last": with(one(long)) { ($0.step, $0.place) = (.placing, 4) },
        "quiet-wish": with(one(atelier)) { $0.step = .quiet },
        "removing": with(one(atelier)) { $0.step = .removing },
        "being-removed": with(one(atelier)) { ($0.step, $0.isBeingRemoved) = (.removing, true) },
        "forgetting": with(one(atelier)) { ($0.step, $0.problem) = (.forgetting, Problem(.noNetwork, "error-still-linked")) },
    ]

    private static let entries = [
        entry("Forge", .approve, .approved, at: NOW - 300), entry("Webmail", .report, .denied, at: NOW - 40_000),
        entry("Webmail", .deny, .denied, at: NOW - 40_060), entry("Wiki", .approve, .approved, at: NOW - 900_000),
    ]

    public static let historyStates: KeyValuePairs<String, HistoryState> = [
        "content": HistoryState(entries, now: NOW),
        "empty": HistoryState([], now: NOW),
        "loading": HistoryState(nil, now: NOW),
        "failed": HistoryState(nil, now: NOW, problem: busy),
        "entry": HistoryState(entries, now: NOW, open: entries[0]),
        "entry-used": HistoryState(entries, now: NOW, open: entries[0], isUsed: true),
        "entry-without-receipt": HistoryState(entries, now: NOW, open: entries[1], problem: Problem(.damaged, "error-damaged")),
    ]

    private static let parts = [
        BuiltIn(name: "anyhow 1.0.104", licence: "MIT OR Apache-2.0", text: "Apache License Version 2.0, January 2004"),
        BuiltIn(name: "unicode-normalization 0.1.26", licence: "(MIT OR Apache-2.0) AND Unicode-3.0", text: "Copyright © 1991–2026 Unicode, Inc."),
        BuiltIn(
            name: "zmij 1.0.23", licence: "MIT",
            text: """
                Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files \
                (the "Software"), to deal in the Software without restriction.

                THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
                """),
    ]

    public static let licencesStates: KeyValuePairs<String, LicencesState> = ["list": LicencesState(parts), "text": LicencesState(parts, open: parts[2])]

    public static let link = NewLink(
        account: "1", linkCode: "604381", issuer: "Atelier", accountName: "ada@atelier.example", serverUrl: "https://assent.atelier.example")

    public static let linkStates: KeyValuePairs<String, LinkState> = [
        "asking": .asking,
        "code": .showsCode(link),
        "linked": .linked(link),
        "old-listed": .linked(link, isOldListed: true),
        "failed": .failed(Problem(.notLinked, "error-link-refused")),
    ]

    public static let addStates: KeyValuePairs<String, AddState> = ["ways": AddState()]

    public static let typeStates: KeyValuePairs<String, TypeState> = [
        "fields": TypeState(),
        "adding": TypeState(isAdding: true),
        "duplicate": TypeState(duplicate: Typed(website: "", account: "", key: Secret(""))),
        "bad": TypeState(problem: Problem(.other, "error-address")),
    ]

    public static let signInStates: KeyValuePairs<String, SignInState> = [
        "server": SignInState(),
        "starting": SignInState(isStarting: true),
        "open": SignInState(page: SignIn(address: "https://assent.atelier.example")),
        "no-network": SignInState(problem: offline),
        "bad": SignInState(problem: Problem(.other, "error-bad-address")),
    ]

    private static let settings = SettingsState(status(), idleSecs: 300)

    public static let settingsStates: KeyValuePairs<String, SettingsState> = [
        "list": settings,
        "loading": SettingsState(),
        "nothing-set": SettingsState(status(recoveryKey: false, pin: nil), hidesCodes: true),
        "pin": with(settings) { ($0.step, $0.problem) = (.pin, Problem(.other, "error-pin-differs")) },
        "last-way": with(settings) { ($0.step, $0.problem) = (.pin, Problem(.other, "error-last-way")) },
        "lock-after": with(settings) { $0.step = .lockAfter },
        "new-recovery-key": with(settings) { $0.step = .newRecoveryKey },
        "recovery-key": with(settings) { ($0.step, $0.recoveryKey) = (.recoveryKey, Secret("7QK4-0M2X-9TPD-W3RC-5HJF-8YVA-6NBE")) },
    ]

    private static let records = [
        DamagedRecord(kind: "account", id: "a1", addedAt: NOW - 9_000_000, mayBeNewer: true),
        DamagedRecord(kind: "history", id: "h1", addedAt: nil, mayBeNewer: false),
        DamagedRecord(kind: "list", id: "", addedAt: nil, mayBeNewer: false),
    ]

    public static let damagedStates: KeyValuePairs<String, DamagedState> = [
        "content": DamagedState(records),
        "loading": DamagedState(),
        "account": DamagedState(records, chosen: records[0]),
        "list": DamagedState(records, chosen: records[2], problem: Problem(.other, "error-full")),
    ]

    public static let welcomeStates: KeyValuePairs<String, WelcomeState> = [
        "ways": WelcomeState(),
        "failed": WelcomeState(problem: Problem(.other, "error-key-store")),
        "making": WelcomeState(isMaking: true),
        "pin": WelcomeState(isTyping: true),
    ]

    public static let lockStates: KeyValuePairs<String, LockState> = [
        "locked": LockState(status: status()),
        "waiting": LockState(status: status(arrived: true)),
        "opening": LockState(status: status(), isOpening: true),
        "pin": LockState(status: status(), way: .pin),
        "pin-wrong": LockState(status: status(pin: 3), way: .pin, problem: Problem(.wrongPin, "error-pin-wrong", detail: "3", count: 3)),
        "recovery-key": LockState(status: status(), way: .recoveryKey),
        "hardware-gone": LockState(status: status(), problem: Problem(.keyGone, "error-key-gone")),
    ]

    private static let repairing = RepairState(atelier)

    public static let repairStates: KeyValuePairs<String, RepairState> = [
        "asking": repairing,
        "works": with(repairing) { $0.health = .works },
        "key-gone": with(repairing) { $0.health = .keyGone },
        "unlinked": with(repairing) { $0.health = .unlinked },
        "old-copy": with(repairing) { $0.health = .oldCopy },
        "signing-in": with(repairing) { ($0.health, $0.isSigningIn) = (.unlinked, true) },
        "no-network": with(repairing) { $0.problem = offline },
    ]

    private static func list(_ accounts: [Account]) -> AccountsState { AccountsState(accounts, readAt: NOW, now: NOW) }

    /// In the middle of five.
    private static func one(_ account: Account) -> AccountState {
        with(AccountState(account, readAt: NOW, now: NOW)) { ($0.place, $0.count) = (2, 5) }
    }

    private static func over(_ how: How) -> RequestState { RequestState(request(), now: NOW + 8, .over(how)) }
}

/// The same, changed.
public func with<State>(_ state: State, _ change: (inout State) -> Void) -> State {
    var changed = state
    change(&changed)
    return changed
}

extension KeyValuePairs where Key == String {
    /// The sample of this name.
    public subscript(_ name: String) -> Value {
        guard let sample = first(where: { $0.key == name }) else { preconditionFailure("no sample \(name)") }
        return sample.value
    }
}
