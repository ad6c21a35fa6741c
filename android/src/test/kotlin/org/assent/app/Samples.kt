/** Every state of every screen that can be seen, in one place. */
package org.assent.app

import org.assent.app.bridge.Account
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Code
import org.assent.app.bridge.Colour
import org.assent.app.bridge.DamagedRecord
import org.assent.app.bridge.HistoryEntry
import org.assent.app.bridge.Link
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Request
import org.assent.app.bridge.SignInPage
import org.assent.app.bridge.Status
import org.assent.app.screens.account.AccountState
import org.assent.app.screens.account.Step
import org.assent.app.screens.accounts.AccountsState
import org.assent.app.screens.damaged.DamagedState
import org.assent.app.screens.history.HistoryState
import org.assent.app.screens.licences.BuiltIn
import org.assent.app.screens.licences.LicencesState
import org.assent.app.screens.link.LinkState
import org.assent.app.screens.lock.LockState
import org.assent.app.screens.lock.Way
import org.assent.app.screens.notify.Chain
import org.assent.app.screens.notify.Distributor
import org.assent.app.screens.notify.Found
import org.assent.app.screens.notify.NotifyFacts
import org.assent.app.screens.notify.NotifyState
import org.assent.app.screens.notify.NotifyStep
import org.assent.app.screens.request.How
import org.assent.app.screens.request.RequestState
import org.assent.app.screens.request.Stage
import org.assent.app.screens.requests.RequestsState
import org.assent.app.screens.settings.SettingsState
import org.assent.app.screens.settings.SettingsStep
import org.assent.app.screens.signin.SignInState
import org.assent.app.screens.type.TypeState
import org.assent.app.screens.type.Typed
import org.assent.app.screens.welcome.WelcomeState
import org.assent.app.wake.WakeWay
import org.assent.core.NoHandle

/** 22 November 2026, 09:41:06 in UTC. */
const val NOW = 1_795_340_466L

fun account(id: String, issuer: String, name: String, initials: String, colour: Colour, code: String?, left: Long = 19) = Account(
    id = id, label = null, issuer = issuer, name = name, isPush = true, isPending = false, isUnlinked = false,
    serverUrl = null, initials = initials, colour = colour, clockAheadSecs = null, quietUntil = null,
    code = code?.let { Code(it, if (left <= 5) "904117" else null, left.toULong(), 30uL) },
)

object Samples {
    val accounts = listOf(
        account("1", "Atelier", "ada@atelier.example", "At", Colour.TEAL, "473441"),
        account("2", "Caisse d’Épargne", "ada.lovelace", "Ca", Colour.BLUE, "239962"),
        account("3", "Forge du Lac", "ada-lovelace@forge-du-lac.example", "Fo", Colour.PURPLE, "758061", left = 4),
        account("4", "Mail", "ada@mail.example", "Ma", Colour.ORANGE, "550218").copy(quietUntil = NOW + 3600),
        account("5", "Wiki", "ada@wiki.example", "Wi", Colour.GREEN, null).copy(isUnlinked = true),
    )

    private val long = account(
        "6", "Établissement public du parc national de la Vanoise", "marie-antoinette.de-la-rochefoucauld@parc-national-vanoise.example", "Ét", Colour.PINK, "01234567",
    )

    val accountsStates: Map<String, AccountsState> = mapOf(
        "content" to AccountsState(accounts, NOW, NOW),
        "hidden" to AccountsState(accounts, NOW, NOW, hidesCodes = true, revealed = setOf("1")),
        "pending" to AccountsState(listOf(accounts[0].copy(isPending = true), long), NOW, NOW),
        "loading" to AccountsState(),
        "failed" to AccountsState(problem = Problem(Problem.Kind.OTHER, "error-busy")),
        "empty" to AccountsState(emptyList(), NOW, NOW),
        "none-found" to AccountsState(emptyList(), NOW, NOW, query = "zebra"),
        "offline" to AccountsState(accounts, NOW, NOW, unreachable = setOf("1", "2")),
        "clock-off" to AccountsState(accounts.map { it.copy(clockAheadSecs = 95) }, NOW, NOW),
        "waiting" to AccountsState(accounts, NOW, NOW, waiting = listOf("r1")),
        "several-wait" to AccountsState(accounts.take(3), NOW, NOW, waiting = listOf("r1", "r2"), damaged = 1),
        "set-aside" to AccountsState(accounts.take(3), NOW, NOW, damaged = 1),
        "damaged" to AccountsState(accounts.take(2), NOW, NOW, problem = Problem(Problem.Kind.DAMAGED, "error-list-damaged")),
    )

    private val request = Request(
        id = "r1", account = "1", issuer = "Atelier", accountName = "ada@atelier.example", service = "Forge",
        place = "Geneva, Switzerland", address = "203.0.113.7", browser = "Firefox", system = "Debian", isNewBrowser = true,
        askedAt = NOW - 8, expiresAt = NOW + 112, numberDigits = 0u,
    )
    private val number = request.copy(numberDigits = 6u, isNewBrowser = false)

    private val longRequest = request.copy(
        issuer = long.issuer, accountName = long.name, service = "Gestion électronique des documents",
        place = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson, France", address = "2001:db8:85a3:8d3:1319:8a2e:370:7348",
        browser = "Samsung Internet Browser", system = "Android 14",
    )

    val requestStates: Map<String, RequestState> = mapOf(
        "asking" to RequestState(request, NOW),
        "number" to RequestState(number, NOW, number = "4170"),
        "number-wrong" to RequestState(number, NOW, problem = Problem(Problem.Kind.NUMBER_WRONG, "error-number-wrong")),
        "crowded" to RequestState(request, NOW, isCrowded = true),
        "long" to RequestState(longRequest, NOW),
        "long-number" to RequestState(longRequest.copy(numberDigits = 2u), NOW),
        "sending" to RequestState(request, NOW, Stage.Sending(Answer.APPROVE)),
        "no-network" to RequestState(request, NOW, problem = Problem(Problem.Kind.NO_NETWORK, "error-no-network")),
    ) + How.entries.associate { "over-${it.name.lowercase()}" to RequestState(request, NOW + 8, Stage.Over(it)) }

    val requestsStates: Map<String, RequestsState> = RequestsState(
        listOf(request, request.copy(id = "r2", service = "Webmail", place = "Lyon, France", address = "198.51.100.20", browser = "Chrome", system = "Windows", askedAt = NOW - 60)),
        NOW,
    ).let { mapOf(
        "two" to it,
        "no-network" to it.copy(problem = Problem(Problem.Kind.NO_NETWORK, "error-no-network")),
        "one" to it.copy(requests = it.requests.take(1)),
        "denying" to it.copy(denying = setOf("r1", "r2"))) }

    val accountStates: Map<String, AccountState> = AccountState(accounts[0].copy(serverUrl = "https://assent.atelier.example"), NOW, NOW, place = 2, count = 5).let {
        mapOf(
            "looking" to it,
            "loading" to AccountState(),
            "failed" to AccountState(problem = Problem(Problem.Kind.OTHER, "error-busy")),
            "long" to it.copy(account = long.copy(serverUrl = "https://authentification.parc-national-vanoise.example")),
            "copied" to it.copy(isCopied = true),
            "quiet" to it.copy(account = it.account!!.copy(quietUntil = NOW + 3600)),
            "unlinked" to it.copy(account = accounts[4]),
            "counted" to it.copy(account = accounts[0].copy(isPush = false, code = null), counted = Code("287082", null, null, null)),
            "naming" to it.copy(step = Step.NAMING),
            "painting" to it.copy(step = Step.PAINTING),
            "placing" to it.copy(step = Step.PLACING),
            "placing-first" to it.copy(step = Step.PLACING, place = 0),
            "quiet-wish" to it.copy(step = Step.QUIET),
            "removing" to it.copy(step = Step.REMOVING),
            "being-removed" to it.copy(step = Step.REMOVING, isRemoving = true),
            "forgetting" to it.copy(step = Step.FORGETTING, problem = Problem(Problem.Kind.NO_NETWORK, "error-still-linked")),
        )
    }

    private fun entry(service: String, answer: Answer, outcome: Outcome, at: Long) = HistoryEntry(
        request = "$service$at", account = "1", issuer = "Atelier", accountName = "ada@atelier.example", service = service,
        address = "203.0.113.7", place = "Geneva, Switzerland", askedAt = at - 9, answeredAt = at, answer = answer, outcome = outcome,
    )
    private val entries = listOf(
        entry("Forge", Answer.APPROVE, Outcome.APPROVED, NOW - 300),
        entry("Webmail", Answer.REPORT, Outcome.DENIED, NOW - 40_000),
        entry("Webmail", Answer.DENY, Outcome.DENIED, NOW - 40_060),
        entry("Wiki", Answer.APPROVE, Outcome.APPROVED, NOW - 900_000),
    )

    val historyStates: Map<String, HistoryState> = mapOf(
        "content" to HistoryState(entries, NOW),
        "empty" to HistoryState(emptyList(), NOW),
        "loading" to HistoryState(null, NOW),
        "failed" to HistoryState(null, NOW, problem = Problem(Problem.Kind.OTHER, "error-busy")),
        "entry" to HistoryState(entries, NOW, entries[0]),
        "entry-used" to HistoryState(entries, NOW, entries[0], isUsed = true),
        "entry-without-receipt" to HistoryState(entries, NOW, entries[1], Problem(Problem.Kind.DAMAGED, "error-damaged")),
    )

    private val link = Link(account = "1", linkCode = "604381", issuer = "Atelier", accountName = "ada@atelier.example", serverUrl = "https://assent.atelier.example")

    val linkStates: Map<String, LinkState> = mapOf(
        "asking" to LinkState.Asking,
        "code" to LinkState.ShowsCode(link),
        "linked" to LinkState.Linked(link),
        "old-listed" to LinkState.Linked(link, isOldListed = true),
        "failed" to LinkState.Failed(Problem(Problem.Kind.NOT_LINKED, "error-link-refused")),
    )

    val typeStates: Map<String, TypeState> = mapOf(
        "fields" to TypeState(),
        "adding" to TypeState(isAdding = true),
        "duplicate" to TypeState(duplicate = Typed("", "", "")),
        "bad" to TypeState(problem = Problem(Problem.Kind.OTHER, "error-address")),
    )

    val signInStates: Map<String, SignInState> = mapOf(
        "server" to SignInState(),
        "starting" to SignInState(isStarting = true),
        "open" to SignInState(SignInPage("https://assent.atelier.example", org.assent.core.SignInPage(NoHandle))),
        "no-network" to SignInState(problem = Problem(Problem.Kind.NO_NETWORK, "error-no-network")),
        "bad" to SignInState(problem = Problem(Problem.Kind.OTHER, "error-bad-address")),
    )

    private val status = Status(
        exists = true, isLocked = true, byHardware = true, pinTriesLeft = 10u, byRecoveryKey = true, somethingArrived = false,
    )

    val settingsStates: Map<String, SettingsState> = SettingsState(status.copy(isLocked = false), 300).let {
        mapOf(
            "list" to it,
            "loading" to SettingsState(),
            "nothing-set" to it.copy(status = status.copy(pinTriesLeft = null, byRecoveryKey = false), idleSecs = null, hidesCodes = true),
            "last-way" to it.copy(step = SettingsStep.PIN, problem = Problem(Problem.Kind.OTHER, "error-last-way")),
            "pin" to it.copy(step = SettingsStep.PIN, problem = Problem(Problem.Kind.OTHER, "error-pin-differs")),
            "lock-after" to it.copy(step = SettingsStep.LOCK_AFTER),
            "new-recovery-key" to it.copy(step = SettingsStep.NEW_RECOVERY_KEY),
            "recovery-key" to it.copy(step = SettingsStep.RECOVERY_KEY, recoveryKey = "7QK4-0M2X-9TPD-W3RC-5HJF-8YVA-6NBE"),
        )
    }

    private val builtIn = listOf("libffi 3.5.2" to "MIT", "ring 0.17.14" to "Apache-2.0 AND ISC", "Rust’s standard library" to "MIT OR Apache-2.0")
        .map { (name, licence) -> BuiltIn(name, licence, "Copyright 2015-2025 its authors.\n\nPermission to use, copy, modify, and/or distribute this software is hereby granted.") }

    val licencesStates: Map<String, LicencesState> = mapOf("list" to LicencesState(builtIn), "text" to LicencesState(builtIn, open = builtIn[1]))

    private val notify = NotifyState(NotifyFacts(true, WakeWay.UNIFIED_PUSH, listOf(Distributor("io.heckel.ntfy", "ntfy")), "io.heckel.ntfy"))

    val notifyStates: Map<String, NotifyState> = mapOf(
        "ways" to notify,
        "not-allowed" to notify.copy(facts = notify.facts!!.copy(isAllowed = false, way = WakeWay.OPENING, distributor = null)),
        "distributors" to notify.copy(step = NotifyStep.DISTRIBUTORS, facts = notify.facts.copy(distributors = notify.facts.distributors + Distributor("org.unifiedpush.sunup", "Sunup"))),
        "no-distributor" to notify.copy(step = NotifyStep.DISTRIBUTORS, facts = notify.facts.copy(distributors = emptyList())),
        "testing" to notify.copy(step = NotifyStep.TEST, test = mapOf(Chain.ALLOWED to Found.WORKS, Chain.SERVERS to Found.WORKS, Chain.WAY to Found.BEGUN)),
        "tested" to notify.copy(step = NotifyStep.TEST, test = Chain.entries.associateWith { Found.WORKS }),
        "broken" to notify.copy(step = NotifyStep.TEST, test = Chain.entries.associateWith { Found.BROKEN }),
    )

    private val damaged = listOf(
        DamagedRecord("account", "a1", NOW - 9_000_000, mayBeNewer = true), DamagedRecord("history", "h1", null, mayBeNewer = false),
        DamagedRecord("list", "", null, mayBeNewer = false),
    )

    val damagedStates: Map<String, DamagedState> = mapOf(
        "content" to DamagedState(damaged),
        "loading" to DamagedState(),
        "account" to DamagedState(damaged, damaged[0]),
        "list" to DamagedState(damaged, damaged[2], Problem(Problem.Kind.OTHER, "error-full")),
    )

    val welcomeStates: Map<String, WelcomeState> = mapOf(
        "ways" to WelcomeState(),
        "failed" to WelcomeState(problem = Problem(Problem.Kind.OTHER, "error-key-store")),
        "making" to WelcomeState(isMaking = true),
        "pin" to WelcomeState(isTyping = true),
    )

    val lockStates: Map<String, LockState> = mapOf(
        "locked" to LockState(status),
        "waiting" to LockState(status.copy(somethingArrived = true)),
        "opening" to LockState(status, isOpening = true),
        "pin" to LockState(status, Way.PIN),
        "pin-wrong" to LockState(status.copy(pinTriesLeft = 3u), Way.PIN, problem = Problem(Problem.Kind.WRONG_PIN, "error-pin-wrong", "3", 3)),
        "recovery-key" to LockState(status, Way.RECOVERY_KEY),
        "hardware-gone" to LockState(status, problem = Problem(Problem.Kind.KEY_GONE, "error-key-gone")),
    )
}
