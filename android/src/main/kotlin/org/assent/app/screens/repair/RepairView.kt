package org.assent.app.screens.repair

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.LinkHealth
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.say

class RepairView(context: Context, private val send: (RepairInput) -> Unit) : Face<RepairState> {
    private val page = Page(context, R.string.repair) { send(RepairInput.Back) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: RepairState) = page.build {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when {
            state.health == LinkHealth.WORKS -> {
                head(words.getString(R.string.link_works))
                text(words.getString(R.string.link_works_text))
                main(R.string.done) { send(RepairInput.Back) }
            }
            state.health != null -> showDead(state, state.health)
            state.problem != null -> main(R.string.try_again) { send(RepairInput.Again) }
            else -> text(words.getString(R.string.asking_server))
        }
    }

    private fun Page.showDead(state: RepairState, health: LinkHealth) {
        val (head, text) = when (health) {
            LinkHealth.KEY_GONE -> R.string.key_gone to R.string.key_gone_text
            LinkHealth.OLD_COPY -> R.string.old_copy to R.string.old_copy_text
            else -> R.string.no_longer_linked to R.string.repair_unlinked_text
        }
        head(words.getString(head))
        text(words.getString(text))
        if (state.isSigningIn) notice(words.getString(R.string.page_is_open))
        section(R.string.link_again)
        options().run {
            val name = if (state.isSigningIn) R.string.open_again else R.string.sign_in_here
            add(R.drawable.ic_phone, words.getString(name), words.getString(R.string.sign_in_here_text), isFirst = true) { send(RepairInput.SignIn) }
            add(R.drawable.ic_computer, words.getString(R.string.sign_in_computer), words.getString(R.string.sign_in_computer_text)) { send(RepairInput.Scan) }
        }
    }
}
