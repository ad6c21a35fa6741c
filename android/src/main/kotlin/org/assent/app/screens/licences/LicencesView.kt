package org.assent.app.screens.licences

import android.content.Context
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.ui.Page

class LicencesView(context: Context, private val send: (LicencesInput) -> Unit) : Face<LicencesState> {
    private val page = Page(context, R.string.licences) { send(LicencesInput.Back) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: LicencesState) = page.build { state.open?.let { showPart(it) } ?: showList(state.parts) }

    private fun Page.showList(parts: List<BuiltIn>) {
        title(words.getString(R.string.licences))
        text(words.getString(R.string.licences_text))
        options().run { for (part in parts) add(R.drawable.ic_info, part.name, part.licence) { send(LicencesInput.Opens(part)) } }
    }

    private fun Page.showPart(part: BuiltIn) {
        title(part.name)
        text(part.licence)
        text(part.text, R.style.Text_Small)
    }
}
