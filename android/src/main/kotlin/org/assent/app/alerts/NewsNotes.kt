package org.assent.app.alerts

import android.app.Notification
import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Account
import org.assent.app.bridge.Change
import org.assent.app.bridge.Event

/** What the news of an account say. */
internal class NewsNotes(context: Context) {
    private val words = context.resources
    private val blank = Blank(context, Channel.NEWS, R.string.news_public)

    /** [at]: in seconds since 1970. */
    fun make(account: Account, event: Event, at: Long): Notification {
        val text = textOf(event)
        return blank.note("${account.issuer} · ${account.name}", text)
            .setStyle(Notification.BigTextStyle().bigText(text))
            .setWhen(at * MILLIS).setShowWhen(true)
            .build()
    }

    private fun textOf(event: Event): String = when (event) {
        Event.Unlinked -> words.getString(R.string.news_unlinked)
        is Event.DeviceLinked -> words.getString(R.string.news_device_linked, event.name)
        is Event.DeviceRemoved -> words.getString(R.string.news_device_removed, event.name)
        is Event.Reported -> words.getString(R.string.news_reported, event.service)
        is Event.Changed -> words.getString(R.string.news_changed, words.getString(whatOf(event.what)))
    }

    private fun whatOf(change: Change) = when (change) {
        Change.PASSWORD -> R.string.changed_password
        Change.OPTION_ADDED -> R.string.changed_option_added
        Change.OPTION_REMOVED -> R.string.changed_option_removed
        Change.BACKUP_CODES -> R.string.changed_backup_codes
        Change.PROGRAM_ADDED -> R.string.changed_program_added
        Change.EMAIL -> R.string.changed_email
        Change.RECOVERY -> R.string.changed_recovery
        Change.RECOVERY_BEGUN -> R.string.changed_recovery_begun
        Change.OTHER -> R.string.changed_other
    }

    private companion object {
        const val MILLIS = 1000L
    }
}
