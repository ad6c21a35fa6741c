package org.assent.app.screens.export

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Exported
import org.assent.app.screen.Face
import org.assent.app.ui.Field
import org.assent.app.ui.PASSWORD
import org.assent.app.ui.Page
import org.assent.app.ui.say

class ExportView(context: Context, private val send: (ExportInput) -> Unit) : Face<ExportState> {
    private val page = Page(context, R.string.export) { send(ExportInput.Back) }
    private val words = context.resources
    private val passphrase = Field(context, R.string.passphrase, type = PASSWORD)
    private val again = Field(context, R.string.passphrase_again, type = PASSWORD, done = ::make)
    override val view = page.view

    override fun render(state: ExportState) = page.build {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when (state) {
            is ExportState.Asking -> {
                text(words.getString(R.string.export_long))
                put(passphrase.view)
                put(again.view)
                main(R.string.make_file, press = ::make)
            }
            ExportState.Making -> text(words.getString(R.string.loading))
            is ExportState.Made -> {
                showContents(state.exported)
                if (state.exported.accounts > 0u) main(R.string.save_file) { send(ExportInput.Save) }
                plain(R.string.cancel) { send(ExportInput.Back) }
            }
            is ExportState.Saved -> {
                head(words.getString(R.string.saved))
                text(words.getString(R.string.saved_text))
                showContents(state.exported)
                main(R.string.done) { send(ExportInput.Back) }
            }
        }
    }

    private fun make(): Unit = send(ExportInput.Make(passphrase.takeBytes(), again.takeBytes()))

    private fun Page.showContents(exported: Exported) {
        val count = exported.accounts.toInt()
        text(words.getQuantityString(R.plurals.in_file, count, count), R.style.Text_Strong)
        if (exported.linked.isEmpty()) return
        section(R.string.not_in_file)
        text(words.getString(R.string.not_in_file_text))
        options().run {
            for (linked in exported.linked) add(R.drawable.ic_user, linked.issuer, linked.accountName, press = null)
        }
    }
}
