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
    /** What is damaged and was set aside. */
    data object Damaged : Place

    data object Add : Place
    data object SignIn : Place

    /** Back from the browser: what it brought is linked with. */
    data class SignedIn(val page: SignInPage, val callback: String) : Place
    data object Type : Place

    /** Linking with a ticket's text. */
    data class Link(val ticket: String) : Place

    /** The first run, until there is a lock. */
    data object Welcome : Place

    /** Over everything, until it is open. */
    data object Lock : Place

    /** All requests that wait. */
    data object Requests : Place

    /** One request, over everything but the lock. */
    data class Request(val id: String) : Place
}
