package org.assent.app

import android.app.Activity
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.assent.app.alerts.Alerts
import org.assent.app.alerts.Answers
import org.assent.app.alerts.News
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Got
import org.assent.app.bridge.Inbox
import org.assent.app.bridge.Problem
import org.assent.app.bridge.SignInPage
import org.assent.app.bridge.Update
import org.assent.app.bridge.orNull
import org.assent.app.platform.Camera
import org.assent.app.platform.Documents
import org.assent.app.platform.SystemAsks
import org.assent.app.platform.person.Person
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.Stack
import org.assent.app.screen.placeOf
import org.assent.app.wake.WakeWay
import org.assent.app.wake.Waking
import org.assent.app.wake.unifiedpush.Push
import org.assent.app.wake.unifiedpush.Registrations
import org.assent.app.wake.unifiedpush.UnifiedPush

/** What the app is made of, once a process: what must not end with an activity. */
class Parts(
    val assent: Assent,
    /** On the main thread, as long as the process. */
    val scope: CoroutineScope,
    val preferences: Preferences,
    val camera: Camera,
    val documents: Documents,
    /** What the app is built of, and the licences of that. */
    val licences: () -> String,
    /** Seconds since 1970. */
    val now: () -> Long,
    val alerts: Alerts,
    val person: Person,
    /** What the system asks the person for us. */
    val asks: SystemAsks,
    /** Holds a line to the servers in the background, or not. */
    val holdLine: (Boolean) -> Unit,
    unifiedPush: UnifiedPush,
    registrations: Registrations,
    makeScreen: (Parts, Place) -> Screen,
    /** How often it is looked whether the person is away for too long. */
    private val idleGlanceMillis: Long,
) {
    val stack: Stack = Stack { makeScreen(this, it) }
    private var waiting: String? = null
    private val windows = mutableListOf<Activity>()
    private var shownIn: Activity? = null
    private val isShown get() = shownIn != null
    private var offered = emptySet<String>()
    private var hasAskedToNotify = false
    private var idle: Job? = null

    /** A link was made: this phone may be asked from now on, and has to be heard. Who is asked for that once is not asked at each link. */
    fun linked() {
        scope.launch { push.follow(anew = true) }
        if (alerts.isAllowed || !isShown || hasAskedToNotify) return
        hasAskedToNotify = true
        askToNotify()
    }

    /** The window that can ask the person is in front; others may stay behind it. */
    fun front(activity: Activity) {
        gone(activity)
        windows += activity
        person.front = activity
    }

    /** What is behind it is in front again. */
    fun gone(activity: Activity) {
        windows -= activity
        person.front = windows.lastOrNull()
    }

    /** Whether the line that [holdLine] wishes is held. The service's part. */
    var isLineHeld: Boolean = false

    /** Where it goes on when the browser comes back. The lock, which comes with the browser, does not end it. */
    private var onCallback: ((String) -> Place)? = null

    /** Opens a page in the system's browser; false when there is none. The activity's part. */
    var openPage: (String) -> Boolean = { false }

    /** Puts a code on the clipboard, marked as sensitive, for half a minute. The activity's part. */
    var copy: (String) -> Unit = {}

    /** Asks the person, or leads to the phone's settings, so that requests may be shown. The activity's part. */
    var askToNotify: () -> Unit = {}

    /** Hands a text to another app of the person's choice. The activity's part. */
    var shareText: (String, String) -> Unit = { _, _ -> }

    val inbox = Inbox(assent, scope, News(assent, alerts)::tell).also { it.read(::take) }
    val door = Door(assent, inbox::forget, ::putOut)
    val answers = Answers(assent, inbox, door, alerts)
    val waking = Waking(assent, door, inbox, alerts)
    val push = Push(assent, door, unifiedPush, registrations)

    /** The app is on the screen: what is open goes on, what is locked asks to be opened. */
    fun shown(activity: Activity) {
        // Turned, or back from a window of its own, it is as it was.
        val isBack = shownIn == null && !asks.isAsking && !person.isAsking
        shownIn = activity
        scope.launch {
            val isNew = assent.status().orNull()?.exists == false
            when {
                isNew -> if (Place.Welcome !in stack.places) stack.restart(Place.Welcome)
                // It may be opening just now.
                Place.Lock in stack.places && !isBack -> Unit
                // The system's prompt may have hidden the app for a moment.
                !door.isOpen && person.isAsking -> Unit
                !door.isOpen || assent.cameBack().orNull() != true -> locked()
                else -> {
                    inbox.start()
                    inbox.last?.let(::take)
                }
            }
        }
    }

    /** Opens a server's sign-in page; what the browser brings back goes to [then]. False when there is no browser. */
    fun signIn(page: SignInPage, then: (String) -> Place): Boolean {
        onCallback = then
        return openPage(page.address)
    }

    /** A link came from another app: the browser's way back from a sign-in, or a ticket. It waits until the app is open. */
    fun opened(link: String) {
        val isLocked = stack.top == null || Place.Lock in stack.places || Place.Welcome in stack.places
        when {
            isLocked -> waiting = link
            link.startsWith(Assent.REDIRECT) -> stack.go(onCallback?.invoke(link) ?: Place.SignInLost).also { onCallback = null }
            else -> stack.go(placeOf(link) ?: Place.Link(link))
        }
    }

    /** The app left the screen. Behind a window that it opened itself, such as the choice of a file, it stays open until its time is over. */
    fun hidden(activity: Activity) {
        // An old window may go after a newer one came.
        if (shownIn !== activity) return
        shownIn = null
        scope.launch {
            if (isShown || asks.isAsking || door.hide() || person.isAsking) return@launch
            // The person may be back already.
            forget(Place.Lock.takeIf { isShown })
        }
    }

    /** The person does something; too late, it locks. */
    fun touched() {
        if (Place.Lock in stack.places) return
        scope.launch { if (assent.touch().orNull() == false) locked() }
    }

    fun unlocked() {
        stack.restart(Place.Accounts)
        offered = emptySet()
        inbox.start()
        inbox.last?.let(::take)
        scope.launch { push.follow() }
        idle?.cancel()
        idle = scope.launch { watchIdle() }
        // Android may have ended it meanwhile.
        if (preferences.wakeWay == WakeWay.CONNECTION && !isLineHeld) holdLine(true)
        waiting?.let(::opened)
        waiting = null
    }

    /** The lock falls by itself, not only at the next touch. */
    private suspend fun watchIdle() {
        while (door.isOpen) {
            delay(idleGlanceMillis)
            door.lookForIdle()
        }
    }

    /** What a screen reads by itself: who was away for too long sees the lock, not words about it beside what was read before. */
    suspend fun <T> read(read: suspend () -> Got<T>): Got<T> =
        read().also { if ((it as? Got.Failed)?.problem?.kind == Problem.Kind.LOCKED) door.lookForIdle() }

    private fun putOut() = stack.restart(Place.Lock.takeIf { isShown })

    /** Nothing that was read stays. A request that waits comes again after the unlock. */
    fun locked() = forget(Place.Lock)

    private fun forget(next: Place?) {
        stack.restart(next)
        scope.launch { door.leave() }
    }

    /** A request that comes while somebody looks opens by itself; several are shown side by side. Else it is a notification. */
    private fun take(update: Update) {
        if (!isShown || !door.isOpen) return alerts.follow(update)
        alerts.clear()
        val waiting = update.requests.map { it.id }
        val isNew = waiting.any { it !in offered }
        offered = waiting.toSet()
        if (isNew) stack.go(if (update.isCrowded) Place.Requests else Place.Request(waiting.last()))
    }
}
