package org.assent.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Inbox
import org.assent.app.bridge.Update
import org.assent.app.bridge.orNull
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.Stack

/** What the app is made of, once a process: what must not end with an activity. */
class Parts(
    val assent: Assent,
    /** On the main thread, as long as the process. */
    val scope: CoroutineScope,
    val preferences: Preferences,
    /** Seconds since 1970. */
    val now: () -> Long,
    makeScreen: (Parts, Place) -> Screen,
) {
    val stack: Stack = Stack { makeScreen(this, it) }
    private var waiting: String? = null

    /** Who waits for the browser to come back. */
    var onCallback: ((String) -> Unit)? = null

    /** Opens a page in the system's browser; false when there is none. The activity's part. */
    var openPage: (String) -> Boolean = { false }

    /** Puts a code on the clipboard, marked as sensitive, for half a minute. The activity's part. */
    var copy: (String) -> Unit = {}

    /** Hands a text to another app of the person's choice. The activity's part. */
    var shareText: (String, String) -> Unit = { _, _ -> }

    val inbox = Inbox(assent, scope).also { it.read(::openArrived) }

    /** The app is on the screen: what is open goes on, what is locked asks to be opened. */
    fun shown() {
        scope.launch {
            val isNew = assent.status().orNull()?.exists == false
            when {
                isNew -> assent.create(null).orNull()?.let { unlocked() }
                assent.cameBack().orNull() != true -> locked()
                stack.top == null -> unlocked()
                else -> inbox.start()
            }
        }
    }

    /** A link came from another app: the browser's way back from a sign-in, or a ticket. It waits until the app is open. */
    fun opened(link: String) {
        val isLocked = stack.top == null || Place.Lock in stack.places
        when {
            isLocked -> waiting = link
            link.startsWith(Assent.REDIRECT) -> onCallback?.invoke(link)
            else -> stack.go(Place.Link(link))
        }
    }

    /** The app left the screen. */
    fun hidden() {
        scope.launch { if (assent.wentToBackground().orNull() != true) locked() }
    }

    /** The person does something; too late, it locks. */
    fun touched() {
        if (Place.Lock in stack.places) return
        scope.launch { if (assent.touch().orNull() == false) locked() }
    }

    fun unlocked() {
        stack.restart(Place.Accounts)
        inbox.start()
        waiting?.let(::opened)
        waiting = null
    }

    /** Nothing that was read stays. A request that waits comes again after the unlock. */
    fun locked() {
        inbox.forget()
        stack.restart(Place.Lock)
    }

    /** A request that comes while somebody looks opens by itself; several are shown side by side. */
    private fun openArrived(update: Update) {
        if (update.arrived.isEmpty() || Place.Lock in stack.places) return
        stack.go(if (update.isCrowded) Place.Requests else Place.Request(update.arrived.first()))
    }
}
