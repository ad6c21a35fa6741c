package org.assent.app.screens.history

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Answer
import org.assent.app.bridge.HistoryEntry
import org.assent.app.bridge.Outcome
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.breakable
import org.assent.app.ui.dayOf
import org.assent.app.ui.exactTimeOf
import org.assent.app.ui.placeOf
import org.assent.app.ui.say
import org.assent.app.ui.timeOf

class HistoryView(context: Context, private val send: (HistoryInput) -> Unit) : Face<HistoryState> {
    private val page = Page(context, R.string.history) { send(HistoryInput.Back) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: HistoryState) = page.build {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        val open = state.open
        when {
            open != null -> showEntry(open, state)
            state.entries == null -> if (state.problem == null) text(words.getString(R.string.loading))
            state.entries.isEmpty() -> text(words.getString(R.string.history_none))
            else -> showDays(state.entries, state.now)
        }
    }

    private fun Page.showDays(entries: List<HistoryEntry>, now: Long) {
        title(words.getString(R.string.history))
        for ((day, ofDay) in entries.groupBy { words.dayOf(it.answeredAt, now) }) {
            section(day)
            val list = options()
            for (entry in ofDay) {
                val more = listOfNotNull(words.timeOf(entry.answeredAt), entry.place).joinToString(" · ") + "\n" + words.breakable(entry.accountName)
                val name = words.getString(R.string.history_row, entry.service, words.getString(answerOf(entry)))
                list.add(iconOf(entry), name, more, isAlarm = entry.answer == Answer.REPORT) { send(HistoryInput.Opens(entry)) }
            }
        }
    }

    private fun Page.showEntry(entry: HistoryEntry, state: HistoryState) {
        title(entry.service)
        if (state.isUsed) notice(words.getString(R.string.over_used_text, entry.service), isAlarm = true)
        facts().run {
            add(iconOf(entry), R.string.fact_answer, words.getString(answerOf(entry)), null)
            add(R.drawable.ic_user, R.string.fact_account, entry.accountName, entry.issuer)
            add(R.drawable.ic_place, R.string.fact_place, words.placeOf(entry.place), entry.address)
            val at = words.getString(R.string.day_at, words.dayOf(entry.answeredAt, state.now), words.exactTimeOf(entry.answeredAt))
            add(R.drawable.ic_clock, R.string.fact_when, at, null)
        }
        text(words.getString(R.string.receipt_text))
        if (state.isUsed || entry.answer == Answer.REPORT) plain(R.string.change_password) { send(HistoryInput.ChangePassword) }
        if (state.mayReport(entry)) danger(R.string.not_me, !state.isReporting) { send(HistoryInput.NotMe) }
        main(R.string.share_receipt) { send(HistoryInput.Share) }
    }

    private fun answerOf(entry: HistoryEntry) = when {
        entry.answer == Answer.REPORT -> R.string.was_reported
        entry.outcome == Outcome.APPROVED -> R.string.was_approved
        entry.outcome == Outcome.DENIED -> R.string.was_denied
        else -> R.string.was_over
    }

    private fun iconOf(entry: HistoryEntry) = when {
        entry.answer == Answer.REPORT -> R.drawable.ic_warn
        entry.outcome == Outcome.APPROVED -> R.drawable.ic_done
        entry.outcome == Outcome.DENIED -> R.drawable.ic_no
        else -> R.drawable.ic_clock
    }
}
