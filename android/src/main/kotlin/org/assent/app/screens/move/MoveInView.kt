package org.assent.app.screens.move

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Problem
import org.assent.app.bridge.ServerFailure
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.linkCodeView
import org.assent.app.ui.say

class MoveInView(context: Context, private val send: (MoveInInput) -> Unit) : Face<MoveInState> {
    private val page = Page(context, R.string.move_in) { send(MoveInInput.Back) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: MoveInState) = page.build {
        // What is typed elsewhere must not go dark meanwhile.
        view.keepScreenOn = (state as? MoveInState.ShowsCode)?.code != null
        when (state) {
            MoveInState.Taking -> text(words.getString(R.string.loading))
            is MoveInState.Before -> {
                state.problem?.let { notice(words.say(it), isAlarm = true) }
                showFailed(state.failed)
                text(words.getString(R.string.move_in_long))
                main(R.string.scan) { send(MoveInInput.Scan) }
            }
            is MoveInState.ShowsCode -> showCode(state)
            is MoveInState.Over -> showOver(state)
        }
    }

    private fun Page.showCode(state: MoveInState.ShowsCode) {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        text(words.getString(R.string.type_on_old_phone), R.style.Text_Strong)
        state.code?.let { put(linkCodeView(view.context, it)) }
        text(words.getString(if (state.problem == null) R.string.waiting_for_old_phone else R.string.not_waiting))
        section(R.string.coming)
        if (state.arrived.size > 1) text(words.getString(R.string.coming_text))
        options().run {
            for (account in state.arrived) {
                val comes = account.id in state.chosen
                val (icon, what) = if (comes) R.drawable.ic_done to R.string.comes else R.drawable.ic_no to R.string.stays
                val press = { send(MoveInInput.Toggle(account.id)) }.takeIf { state.arrived.size > 1 }
                add(icon, account.issuer, "${account.name}\n${words.getString(what)}", press = press)
            }
        }
        showFailed(state.failed)
        if (state.problem != null) main(R.string.try_again) { send(MoveInInput.Again) }
        plain(R.string.back) { send(MoveInInput.Back) }
    }

    private fun Page.showOver(state: MoveInState.Over) {
        val count = state.moved.size
        head(words.getQuantityString(R.plurals.came, count, count))
        if (count > 0) text(words.getString(R.string.moved_in_text))
        options().run {
            for (account in state.arrived) {
                val failure = state.failed.find { it.account == account.id }
                val why = failure?.let { words.say(Problem(Problem.Kind.OTHER, it.key)) }
                val icon = if (account in state.moved) R.drawable.ic_done else R.drawable.ic_no
                add(icon, account.issuer, listOfNotNull(account.name, why).joinToString("\n"), isAlarm = failure != null, press = null)
            }
        }
        main(R.string.done) { send(MoveInInput.Back) }
    }

    private fun Page.showFailed(failed: List<ServerFailure>) {
        if (failed.isEmpty()) return
        section(R.string.not_reached)
        options().run {
            for (failure in failed) {
                val why = words.say(Problem(Problem.Kind.OTHER, failure.key))
                add(R.drawable.ic_warn, failure.serverUrl.removePrefix("https://"), why, isAlarm = true, press = null)
            }
        }
    }
}
