package org.assent.app.alerts

import android.app.KeyguardManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Context
import org.assent.app.bridge.Account
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Event
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Update

/** Requests as notifications, while the app is not on the screen. What they say was verified by the core. */
class Alerts(
    context: Context,
    private val now: () -> Long,
    /** Whether each YES of an account asks the person. */
    private val asksForYes: (String) -> Boolean,
    /** Whether the vault stays open on a locked phone, for the line that is held. */
    isLineHeld: () -> Boolean,
) {
    private val manager = context.getSystemService(NotificationManager::class.java)
    private val keyguard = context.getSystemService(KeyguardManager::class.java)
    private val notes = Notes(context, isLineHeld)
    private val news = NewsNotes(context)
    private var waiting = emptyList<String>()

    /** Shows what waits now, and takes away what does not any more. Several at once are one: a YES to one of them would be blind. */
    fun follow(update: Update) {
        manager.cancel(ARRIVED, REQUEST)
        manager.cancel(LOCKED, REQUEST)
        val requests = update.requests
        val ids = requests.map { it.id }
        if (ids == waiting) return
        (waiting - ids.toSet()).forEach { manager.cancel(it, REQUEST) }
        if (requests.size > 1) ids.forEach { manager.cancel(it, REQUEST) } else manager.cancel(CROWD, REQUEST)
        when {
            requests.size > 1 -> post(CROWD, notes.crowd(requests, now()))
            else -> requests.forEach { post(it.id, notes.request(it, now(), asksForYes(it.account))) }
        }
        waiting = ids
    }

    /** Whether the phone lets requests be shown and heard. */
    val isAllowed: Boolean
        get() = manager.areNotificationsEnabled() && manager.getNotificationChannel(Channel.REQUESTS.id).importance != NotificationManager.IMPORTANCE_NONE

    /** What a request looks like here: the person asked for a test. */
    fun sample() = post(SAMPLE, notes.sample())

    /** The vault could not be opened: that something came is all that is known. */
    fun somethingArrived() = post(ARRIVED, notes.somethingArrived())

    /** What came of an answer that was given in the notification. */
    fun say(id: String, answer: Answer, got: Got<Answered>) {
        waiting = waiting - id
        manager.cancel(LOCKED, REQUEST)
        when (got) {
            is Got.Ok -> post(id, notes.answered(id, answer))
            is Got.Failed -> post(id, notes.failed(got.problem))
        }
    }

    /** Something happened to an account. It stays until it is read, whatever is on the screen. */
    fun tell(account: Account, event: Event, at: Long) = manager.notify("${account.id} $event", NEWS, news.make(account, event, at))

    /** Nothing could be answered, because the vault did not open. On a locked phone that passes: the request keeps its buttons. */
    fun sayClosed(id: String, answer: Answer, problem: Problem) {
        if (keyguard.isDeviceLocked) post(LOCKED, notes.locked()) else say(id, answer, Got.Failed(problem))
    }

    /** The app is on the screen and says it all itself. Of a test it says that it was shown, so that stays. */
    fun clear() {
        waiting = emptyList()
        manager.activeNotifications.filter { it.id == REQUEST && it.tag != SAMPLE }.forEach { manager.cancel(it.tag, it.id) }
    }

    private fun post(tag: String, note: Notification) = manager.notify(tag, REQUEST, note)

    private companion object {
        /** All of these; what they are about is their tag. */
        const val REQUEST = 1

        /** The same for news; 2 is the held line. */
        const val NEWS = 3
        const val CROWD = "crowd"
        const val ARRIVED = "arrived"
        const val LOCKED = "locked"
        const val SAMPLE = "sample"
    }
}
