package org.assent.app.alerts

import kotlin.math.abs
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Event
import org.assent.app.bridge.Notice
import org.assent.app.bridge.orNull

/** Tells what happened to accounts: their owner must know of it, above all when it was somebody else. With an open vault. */
class News(private val assent: Assent, private val alerts: Alerts) {
    suspend fun tell(notices: List<Notice>) {
        val accounts = assent.accounts().orNull().orEmpty()
        for (notice in notices) {
            val account = accounts.find { it.id == notice.account } ?: continue
            val event = Event.of(notice) ?: continue
            if (event !is Event.Reported || !isOwn(event, notice.at)) alerts.tell(account, event, notice.at)
        }
    }

    /** Who said "It was not me" on this very phone knows. */
    private suspend fun isOwn(report: Event.Reported, at: Long): Boolean =
        assent.history().orNull().orEmpty().any { it.answer == Answer.REPORT && it.service == report.service && abs(it.answeredAt - at) <= SAME_SECS }

    private companion object {
        /** Two clocks may differ by so much. */
        const val SAME_SECS = 60
    }
}
