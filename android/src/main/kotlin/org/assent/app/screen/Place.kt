package org.assent.app.screen

import org.assent.app.bridge.SignInPage

/** Where a person can be in the app. */
sealed interface Place {
    /** It has the whole window, however large that is. */
    val isOverAll: Boolean get() = this is Lock || this is Welcome || this is Requests || this is Request

    data object Accounts : Place
    data class Account(val id: String) : Place
    data object History : Place
    data object Settings : Place

    /** How requests reach this phone. */
    data object Notify : Place

    /** What the app is built of. */
    data object Licences : Place

    /** What is damaged and was set aside. */
    data object Damaged : Place

    data object Add : Place
    data object SignIn : Place

    /** Back from the browser: what it brought is linked with. */
    data class SignedIn(val page: SignInPage, val callback: String) : Place

    /** Back from the browser, but nothing here waits for that any more. */
    data object SignInLost : Place
    data object Type : Place

    /** Before the camera; [repairing]: the account that a ticket is looked for. */
    data class Scan(val repairing: String? = null) : Place

    /** Codes that come in: from these texts of QR codes, or from a file. */
    data class Import(val codes: List<String> = emptyList()) : Place
    data object Export : Place

    /** This phone is the old one. */
    data object MoveOut : Place

    /** This phone is the new one; [text]: what it scanned. */
    data class MoveIn(val text: String? = null) : Place

    /** Linking with a ticket's text. */
    data class Link(val ticket: String) : Place

    /** The first run, until there is a lock. */
    data object Welcome : Place

    /** An account whose link may be dead. */
    data class Repair(val account: String) : Place

    /** It is linked anew with a ticket's text, or with what the browser brought. */
    data class RepairByTicket(val account: String, val ticket: String) : Place
    data class RepairSignedIn(val account: String, val page: SignInPage, val callback: String) : Place

    /** Over everything, until it is open. */
    data object Lock : Place

    /** All requests that wait. */
    data object Requests : Place

    /** One request, over everything but the lock. */
    data class Request(val id: String) : Place
}
