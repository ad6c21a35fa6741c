package org.assent.app.alerts

import android.app.Notification
import android.app.PendingIntent
import android.content.Context
import android.graphics.drawable.Icon
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import org.assent.app.R
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Problem
import org.assent.app.bridge.REPORT_SECS
import org.assent.app.bridge.Request
import org.assent.app.ui.browserOf
import org.assent.app.ui.placeOf
import org.assent.app.ui.say

/** What each notification says. On the phone's locked screen all say the same. */
internal class Notes(private val context: Context, private val isLineHeld: () -> Boolean) {
    private val words = context.resources
    private val ways = Ways(context)
    private val blank = Blank(context, Channel.REQUESTS, R.string.alert_public)

    /** With a number to type, and where YES would ask nobody ([asksForYes]), it opens the app instead, and with it the app's lock. */
    fun request(request: Request, now: Long, asksForYes: Boolean): Notification {
        val facts = listOf(request.accountName, words.browserOf(request), words.placeOf(request.place))
        val yes = if (request.numberDigits > 0u || !asksForYes) ways.open() else ways.approve(request.id)
        return blank.note(words.getString(R.string.are_you_signing_in, request.service), facts.joinToString(" · "))
            .setStyle(Notification.BigTextStyle().bigText(facts.joinToString("\n")))
            .setWhen(request.askedAt * MILLIS).setShowWhen(true)
            .setTimeoutAfter(left(request, now))
            .addAction(action(R.string.no, ways.send(request.id, Answer.DENY), wantsOwner = !isLineHeld()))
            .addAction(action(R.string.yes, yes, wantsOwner = true))
            .build()
    }

    /** It stays as long as the last of them. */
    fun crowd(requests: List<Request>, now: Long): Notification =
        blank.note(words.getString(R.string.alert_crowd, requests.size), words.getString(R.string.alert_crowd_text))
            .setTimeoutAfter(requests.maxOf { left(it, now) })
            .build()

    fun sample(): Notification =
        blank.note(words.getString(R.string.alert_sample), words.getString(R.string.alert_sample_text)).build()

    fun somethingArrived(): Notification =
        blank.note(words.getString(R.string.alert_arrived), words.getString(R.string.alert_arrived_text)).build()

    /** After a NO there is more to say, as long as servers take it. */
    fun answered(id: String, answer: Answer): Notification = when (answer) {
        Answer.APPROVE -> brief(R.string.over_approved)
        Answer.REPORT -> blank.note(words.getString(R.string.over_reported), words.getString(R.string.alert_reported_text)).build()
        Answer.DENY -> blank.note(words.getString(R.string.over_denied), words.getString(R.string.alert_denied_text))
            .setTimeoutAfter(REPORT_SECS * MILLIS)
            .addAction(action(R.string.not_me, ways.send(id, Answer.REPORT), wantsOwner = !isLineHeld()))
            .build()
    }

    fun failed(problem: Problem): Notification = blank.note(words.getString(R.string.alert_failed), words.say(problem))
        .setStyle(Notification.BigTextStyle().bigText(words.say(problem)))
        .build()

    /** The phone was locked: the answer was not sent, and can be given again. */
    fun locked(): Notification = blank.note(words.getString(R.string.alert_failed), words.getString(R.string.alert_locked_text))
        .setTimeoutAfter(LOCKED_SECS * MILLIS)
        .build()

    private fun left(request: Request, now: Long) = (request.expiresAt - now).coerceAtLeast(1) * MILLIS

    private fun brief(title: Int) = blank.note(words.getString(title), null).setTimeoutAfter(BRIEF_SECS * MILLIS).build()

    /** [wantsOwner]: on a locked screen the system has the phone unlocked first, as the vault's key waits for that. Unlocked it asks nothing. */
    private fun action(title: Int, way: PendingIntent, wantsOwner: Boolean): Notification.Action =
        Notification.Action.Builder(Icon.createWithResource(context, R.drawable.ic_mark), words.getString(title), way)
            .apply { if (SDK_INT >= VERSION_CODES.S) setAuthenticationRequired(wantsOwner) }
            .build()

    private companion object {
        const val MILLIS = 1000L
        const val BRIEF_SECS = 5L
        const val LOCKED_SECS = 60L
    }
}
