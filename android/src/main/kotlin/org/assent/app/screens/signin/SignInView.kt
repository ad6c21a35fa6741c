package org.assent.app.screens.signin

import android.content.Context
import android.text.InputType
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.ui.Field
import org.assent.app.ui.Page
import org.assent.app.ui.say

class SignInView(context: Context, private val send: (SignInInput) -> Unit) : Face<SignInState> {
    private val page = Page(context, R.string.sign_in_here) { send(SignInInput.Back) }
    private val words = context.resources
    private val server = Field(context, R.string.server_address, R.string.server_hint, ADDRESS, ::start)
    override val view = page.view

    override fun render(state: SignInState) = page.build {
        text(words.getString(R.string.sign_in_here_long))
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        put(server.view)
        if (state.page != null) notice(words.getString(R.string.page_is_open))
        main(if (state.page == null) R.string.go_on else R.string.open_again, !state.isStarting, ::start)
    }

    private fun start(): Unit = send(SignInInput.Start(server.text))

    private companion object {
        const val ADDRESS = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_URI
    }
}
