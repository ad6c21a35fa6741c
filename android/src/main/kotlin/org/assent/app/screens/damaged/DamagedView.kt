package org.assent.app.screens.damaged

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.DamagedRecord
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.dateOf
import org.assent.app.ui.say

class DamagedView(context: Context, private val send: (DamagedInput) -> Unit) : Face<DamagedState> {
    private val page = Page(context, R.string.damaged) { send(DamagedInput.Back) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: DamagedState) = page.build {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when {
            state.chosen != null -> askForget(state.chosen)
            state.records == null -> if (state.problem == null) text(words.getString(R.string.loading))
            else -> showAll(state.records)
        }
    }

    private fun Page.showAll(records: List<DamagedRecord>) {
        text(words.getString(R.string.damaged_text))
        options().run {
            for (record in records) add(R.drawable.ic_warn, words.getString(nameOf(record)), whenOf(record)) { send(DamagedInput.Choose(record)) }
        }
    }

    private fun Page.askForget(record: DamagedRecord) {
        head(words.getString(nameOf(record)))
        whenOf(record)?.let { text(it) }
        if (record.mayBeNewer) notice(words.getString(R.string.damaged_newer))
        text(words.getString(if (record.kind == LIST) R.string.forget_damaged_list else R.string.forget_damaged_text))
        plain(R.string.cancel) { send(DamagedInput.Back) }
        danger(R.string.forget_damaged) { send(DamagedInput.Forget) }
    }

    private fun whenOf(record: DamagedRecord) = record.addedAt?.let { words.getString(R.string.damaged_added, words.dateOf(it)) }

    private fun nameOf(record: DamagedRecord) = when (record.kind) {
        "account" -> R.string.damaged_account
        "key" -> R.string.damaged_key
        "history" -> R.string.damaged_history
        LIST -> R.string.damaged_list
        else -> R.string.damaged_other
    }

    private companion object {
        /** The app's own list of what it keeps. */
        const val LIST = "list"
    }
}
