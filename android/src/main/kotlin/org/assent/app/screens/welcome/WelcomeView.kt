package org.assent.app.screens.welcome

import android.content.Context
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.ui.NewPin
import org.assent.app.ui.Page
import org.assent.app.ui.say

class WelcomeView(context: Context, private val send: (WelcomeInput) -> Unit) : Face<WelcomeState> {
    private val page = Page(context, R.string.app_name) { send(WelcomeInput.Back) }
    private val words = context.resources
    private val pin = NewPin(context)
    override val view = page.view

    override fun render(state: WelcomeState) = page.build {
        showsBack(state.isTyping)
        title(words.getString(R.string.pin).takeIf { state.isTyping })
        if (!state.isTyping) centre(R.drawable.ic_mark, words.getString(R.string.welcome), words.getString(R.string.welcome_text))
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        if (state.isTyping) showPin(state) else showWays(state)
    }

    private fun Page.showWays(state: WelcomeState) {
        text(words.getString(R.string.welcome_lock), R.style.Text_Below)
        main(R.string.lock_by_phone, !state.isMaking) { send(WelcomeInput.ByPhone) }
        plain(R.string.lock_by_pin) { send(WelcomeInput.ByPin) }
    }

    private fun Page.showPin(state: WelcomeState) {
        text(words.getString(R.string.pin_long))
        pin.fields.forEach(::put)
        main(R.string.save, !state.isMaking) { pin.take { typed, again -> send(WelcomeInput.SetPin(typed, again)) } }
    }
}
