package org.assent.app.screens.type

import android.content.Context
import android.text.InputType
import org.assent.app.R
import org.assent.app.bridge.OnDuplicate
import org.assent.app.screen.Face
import org.assent.app.ui.Field
import org.assent.app.ui.Page
import org.assent.app.ui.say

class TypeView(context: Context, private val send: (TypeInput) -> Unit) : Face<TypeState> {
    private val page = Page(context, R.string.type_in) { send(TypeInput.Back) }
    private val words = context.resources
    private val website = Field(context, R.string.website, type = PLAIN)
    private val account = Field(context, R.string.account_name, type = PLAIN)
    private val key = Field(context, R.string.key, R.string.key_hint, KEY, ::add)
    override val view = page.view

    override fun render(state: TypeState) = page.build {
        text(words.getString(R.string.type_in_long))
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        put(website.view)
        put(account.view)
        put(key.view)
        if (state.duplicate != null) askAboutDuplicate() else main(R.string.add, !state.isAdding, ::add)
    }

    private fun Page.askAboutDuplicate() {
        notice(words.getString(R.string.duplicate))
        main(R.string.keep_both) { send(TypeInput.Decide(OnDuplicate.KEEP_BOTH)) }
        plain(R.string.replace) { send(TypeInput.Decide(OnDuplicate.REPLACE)) }
        plain(R.string.cancel) { send(TypeInput.Decide(null)) }
    }

    private fun add(): Unit = send(TypeInput.Add(Typed(website.text.trim(), account.text.trim(), key.text.trim())))

    private companion object {
        const val PLAIN = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
        const val KEY = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS or
            InputType.TYPE_TEXT_VARIATION_VISIBLE_PASSWORD
    }
}
