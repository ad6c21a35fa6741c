package org.assent.app.screens.imports

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Choice
import org.assent.app.bridge.ImportContents
import org.assent.app.bridge.ImportEntry
import org.assent.app.bridge.Problem
import org.assent.app.ui.Options
import org.assent.app.ui.Page
import org.assent.app.ui.say

fun titleOf(entry: ImportEntry): String = entry.label ?: entry.issuer.ifEmpty { entry.name }

/** What a file would bring, before anything is written. */
class ImportPreview(context: Context, private val page: Page, private val send: (ImportInput) -> Unit) {
    private val words = context.resources

    fun show(state: ImportState) = page.run {
        val contents = state.contents!!
        val count = contents.entries.size
        head(words.getQuantityString(R.plurals.found_in, count, count, contents.formatName))
        if (contents.missing.isNotEmpty()) notice(words.getString(R.string.codes_missing, contents.missing.joinToString(", ")))
        if (state.duplicates.isNotEmpty()) showDuplicates(state)
        showNew(contents)
        showLeftOut(contents)
        if (count > 0) main(R.string.import_title, state.isDecided && state.coming > 0) { send(ImportInput.Write) }
        plain(R.string.cancel) { send(ImportInput.Back) }
    }

    private fun Page.showDuplicates(state: ImportState) {
        section(R.string.here_already)
        text(words.getString(R.string.here_already_text))
        options().run {
            for ((choice, name) in CHOICES) {
                val mark = if (state.all == choice && state.each.isEmpty()) words.getString(R.string.chosen) else null
                add(R.drawable.ic_again, words.getString(name), mark) { send(ImportInput.ForAll(choice)) }
            }
        }
        options().run {
            for (at in state.duplicates.take(MOST)) addDuplicate(state, at)
        }
        showMore(state.duplicates.size)
    }

    private fun Options.addDuplicate(state: ImportState, at: Int) {
        val entry = state.contents!!.entries[at]
        val what = when (state.choiceFor(at)) {
            Choice.REPLACE -> R.string.will_replace
            Choice.KEEP_BOTH -> R.string.will_keep_both
            Choice.SKIP -> R.string.will_leave_out
            null -> R.string.to_be_decided
        }
        val icon = if (state.choiceFor(at) == null) R.drawable.ic_help else R.drawable.ic_done
        add(icon, titleOf(entry), "${linesOf(entry)}\n${words.getString(what)}") { send(ImportInput.Decide(at)) }
    }

    private fun Page.showNew(contents: ImportContents) {
        val new = contents.entries.filterNot(::isDuplicate)
        if (new.isEmpty()) return
        section(R.string.new_ones)
        options().run {
            for (entry in new.take(MOST)) add(R.drawable.ic_plus, titleOf(entry), linesOf(entry), press = null)
        }
        showMore(new.size)
    }

    /** Its name, and what is to be known of it. */
    private fun linesOf(entry: ImportEntry) = listOfNotNull(
        entry.name,
        entry.usedSince?.toInt()?.let { words.getQuantityString(R.plurals.used_since, it, it) },
        if (entry.isWeak) words.getString(R.string.weak) else null,
        if (entry.earlier != null) words.getString(R.string.twice_in_file) else null,
    ).joinToString("\n")

    private fun Page.showLeftOut(contents: ImportContents) {
        if (contents.leftOut.isEmpty()) return
        section(R.string.left_out)
        options().run {
            for (out in contents.leftOut.take(MOST)) {
                val why = words.say(Problem(Problem.Kind.OTHER, out.key, out.detail))
                add(R.drawable.ic_no, out.what.ifEmpty { words.getString(R.string.without_name) }, why, press = null)
            }
        }
        showMore(contents.leftOut.size)
    }

    private fun Page.showMore(count: Int) {
        if (count > MOST) text(words.getQuantityString(R.plurals.and_more, count - MOST, count - MOST))
    }

    private companion object {
        /** Rows in a list: ten thousand would hold up the phone. */
        const val MOST = 200
        val CHOICES = listOf(
            Choice.REPLACE to R.string.all_replace, Choice.KEEP_BOTH to R.string.all_keep_both, Choice.SKIP to R.string.all_leave_out,
        )
    }
}
