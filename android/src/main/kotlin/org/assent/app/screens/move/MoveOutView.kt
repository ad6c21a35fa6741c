package org.assent.app.screens.move

import android.content.Context
import android.text.InputType
import org.assent.app.R
import org.assent.app.bridge.Failure
import org.assent.app.bridge.Problem
import org.assent.app.screen.Face
import org.assent.app.ui.Field
import org.assent.app.ui.Page
import org.assent.app.ui.QrView
import org.assent.app.ui.say

class MoveOutView(context: Context, private val send: (MoveOutInput) -> Unit) : Face<MoveOutState> {
    private val page = Page(context, R.string.move_out) { send(MoveOutInput.Back) }
    private val words = context.resources
    private val code = Field(context, R.string.move_code, R.string.six_digits, InputType.TYPE_CLASS_NUMBER, ::finish)
    override val view = page.view

    override fun render(state: MoveOutState) {
        // What the other phone reads must not go dark meanwhile.
        view.keepScreenOn = state.step == MoveStep.SHOWING
        page.showsBack(!state.isMoving)
        page.build { showState(state) }
    }

    private fun Page.showState(state: MoveOutState) {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when (state.step) {
            MoveStep.BEFORE -> {
                text(words.getString(R.string.move_out_long))
                main(R.string.show_picture) { send(MoveOutInput.Begin) }
            }
            MoveStep.WORKING -> text(words.getString(R.string.loading))
            MoveStep.SHOWING -> showPicture(state)
            MoveStep.OVER -> showOver(state)
            MoveStep.STOPPED -> {
                showFailed(state, state.leaving?.failed.orEmpty())
                text(words.getString(R.string.move_nothing))
                main(R.string.begin_anew) { send(MoveOutInput.Begin) }
            }
        }
    }

    private fun Page.showPicture(state: MoveOutState) {
        val leaving = state.leaving!!
        text(words.getString(R.string.move_scan_this))
        put(QrView(view.context, leaving.text, words.getString(R.string.move_picture)))
        put(code.view)
        main(R.string.move_now, press = ::finish)
        section(R.string.leaving)
        showNames(state, leaving.accounts, R.drawable.ic_user)
        showFailed(state, leaving.failed)
        showRest(state)
    }

    private fun Page.showOver(state: MoveOutState) {
        val out = state.out!!
        val count = out.moved.size
        head(words.getQuantityString(R.plurals.moved, count, count))
        showNames(state, out.moved, R.drawable.ic_done)
        if (out.notScanned.isNotEmpty()) {
            section(R.string.not_scanned)
            showNames(state, out.notScanned, R.drawable.ic_no)
        }
        showFailed(state, out.failed + state.leaving!!.failed)
        showRest(state)
        if (out.failed.isNotEmpty()) main(R.string.try_again) { send(MoveOutInput.Retry) }
        if (state.hasRest) plain(R.string.move_rest) { send(MoveOutInput.Begin) }
        if (out.failed.isEmpty()) main(R.string.done) { send(MoveOutInput.Back) }
    }

    private fun Page.showNames(state: MoveOutState, accounts: List<String>, icon: Int) {
        if (accounts.isEmpty()) return
        options().run { for (account in accounts) state.nameOf(account).run { add(icon, issuer, name, press = null) } }
    }

    private fun Page.showFailed(state: MoveOutState, failed: List<Failure>) {
        if (failed.isEmpty()) return
        section(R.string.not_reached)
        options().run {
            for (failure in failed) state.nameOf(failure.account).run {
                val why = words.say(Problem(Problem.Kind.OTHER, failure.key))
                add(R.drawable.ic_warn, issuer, "$name\n$why", isAlarm = true, press = null)
            }
        }
    }

    /** What does not come along, and how it does. */
    private fun Page.showRest(state: MoveOutState) {
        val leaving = state.leaving!!
        val (left, codes) = leaving.leftOut.toInt() to leaving.codesOnly.toInt()
        if (left > 0) notice(words.getQuantityString(R.plurals.move_left_out, left, left))
        if (codes == 0) return
        notice(words.getQuantityString(R.plurals.move_codes_only, codes, codes))
        options().run {
            add(R.drawable.ic_download, words.getString(R.string.export), words.getString(R.string.export_text)) { send(MoveOutInput.Export) }
        }
    }

    private fun finish(): Unit = send(MoveOutInput.Finish(code.text)).also { code.edit.text.clear() }
}
