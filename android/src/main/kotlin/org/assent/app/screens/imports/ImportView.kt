package org.assent.app.screens.imports

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Choice
import org.assent.app.screen.Face
import org.assent.app.ui.Field
import org.assent.app.ui.PASSWORD
import org.assent.app.ui.Page
import org.assent.app.ui.say

class ImportView(context: Context, private val send: (ImportInput) -> Unit) : Face<ImportState> {
    private val page = Page(context, R.string.import_title) { send(ImportInput.Back) }
    private val words = context.resources
    private val password = Field(context, R.string.file_password, type = PASSWORD, done = ::open)
    private val preview = ImportPreview(context, page, send)
    override val view = page.view

    override fun render(state: ImportState) = page.build {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when (state.step) {
            ImportStep.START -> showStart(state.isScanned)
            ImportStep.READING, ImportStep.WRITING -> text(words.getString(R.string.loading))
            ImportStep.PASSWORD -> {
                text(words.getString(R.string.file_password_text))
                put(password.view)
                main(R.string.open, press = ::open)
            }
            ImportStep.PREVIEW -> state.deciding?.let { askAbout(state, it) } ?: preview.show(state)
            ImportStep.DONE -> showDone(state)
        }
    }

    private fun open(): Unit = send(ImportInput.Password(password.takeBytes()))

    private fun Page.showStart(isScanned: Boolean) {
        if (isScanned) return main(R.string.back) { send(ImportInput.Back) }
        text(words.getString(R.string.import_long))
        text(words.getString(R.string.import_formats))
        main(R.string.choose_file) { send(ImportInput.Choose) }
    }

    private fun Page.askAbout(state: ImportState, at: Int) {
        val entry = state.contents!!.entries[at]
        head(titleOf(entry))
        text(entry.name)
        text(words.getString(if (entry.here != null) R.string.here_already_ask else R.string.twice_in_file_ask))
        main(R.string.keep_both) { send(ImportInput.ForOne(at, Choice.KEEP_BOTH)) }
        plain(R.string.replace) { send(ImportInput.ForOne(at, Choice.REPLACE)) }
        plain(R.string.leave_out) { send(ImportInput.ForOne(at, Choice.SKIP)) }
    }

    private fun Page.showDone(state: ImportState) {
        val done = state.done!!
        head(words.getQuantityString(R.plurals.came, done.added.size, done.added.size))
        val (replaced, skipped) = done.replaced.size to done.skipped.toInt()
        if (replaced > 0) text(words.getQuantityString(R.plurals.replaced, replaced, replaced))
        if (skipped > 0) text(words.getQuantityString(R.plurals.skipped, skipped, skipped))
        text(words.getString(if (state.isScanned) R.string.came_text_scanned else R.string.came_text))
        main(R.string.done) { send(ImportInput.Back) }
    }
}
