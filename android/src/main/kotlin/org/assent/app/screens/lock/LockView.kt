package org.assent.app.screens.lock

import android.content.Context
import android.text.InputType
import android.view.LayoutInflater
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.Button
import android.widget.EditText
import android.widget.ImageView
import android.widget.TextView
import org.assent.app.R
import org.assent.app.bridge.Problem
import org.assent.app.screen.Face
import org.assent.app.ui.PASSWORD
import org.assent.app.ui.say
import org.assent.app.ui.setPlainType
import org.assent.app.ui.takeBytes
import org.assent.app.ui.tell

class LockView(context: Context, private val send: (LockInput) -> Unit) : Face<LockState> {
    override val view: View = LayoutInflater.from(context).inflate(R.layout.lock, null)
    private val words = view.resources
    private val typed = view.findViewById<EditText>(R.id.typed)
    private val unlock = view.findViewById<Button>(R.id.unlock)
    private val other = view.findViewById<Button>(R.id.other)
    private var way: Way? = null

    init {
        view.findViewById<ImageView>(R.id.seal).setImageResource(R.drawable.ic_lock)
        unlock.setOnClickListener { open() }
        typed.setOnEditorActionListener { _, action, _ -> (action == EditorInfo.IME_ACTION_DONE).also { if (it) open() } }
        view.findViewById<View>(R.id.recovery).setOnClickListener { send(LockInput.Choose(Way.RECOVERY_KEY)) }
    }

    override fun render(state: LockState) {
        if (way != state.way) showWay(state.way)
        val arrived = state.status?.somethingArrived == true
        view.findViewById<TextView>(R.id.title).setText(R.string.locked)
        view.findViewById<TextView>(R.id.text).setText(if (arrived) R.string.locked_waiting else R.string.locked_text)
        unlock.isEnabled = !state.isOpening && state.status != null
        unlock.setText(if (state.isOpening) R.string.unlocking else R.string.unlock)
        typed.isEnabled = !state.isOpening
        view.findViewById<TextView>(R.id.notice).tell(state.problem?.let(::wordsOf))
        showOthers(state)
    }

    /** The key that is gone is the app's own here, no account's. */
    private fun wordsOf(problem: Problem) =
        if (problem.kind == Problem.Kind.KEY_GONE) words.getString(R.string.lock_key_gone) else words.say(problem)

    private fun showOthers(state: LockState) {
        val status = state.status
        val (text, way) = when {
            state.way != Way.PIN && state.hasPin -> R.string.use_pin to Way.PIN
            state.way != Way.HARDWARE && status?.byHardware == true -> R.string.use_fingerprint to Way.HARDWARE
            else -> 0 to null
        }
        other.visibility = if (way == null) View.GONE else View.VISIBLE
        if (way != null) {
            other.setText(text)
            other.setOnClickListener { send(LockInput.Choose(way)) }
        }
        val offersKey = status?.byRecoveryKey == true && state.way != Way.RECOVERY_KEY
        view.findViewById<View>(R.id.recovery).visibility = if (offersKey) View.VISIBLE else View.GONE
    }

    private fun showWay(way: Way) {
        this.way = way
        typed.text.clear()
        typed.visibility = if (way == Way.HARDWARE) View.GONE else View.VISIBLE
        typed.setHint(if (way == Way.PIN) R.string.pin else R.string.recovery_key)
        typed.setPlainType(
            when (way) {
                Way.PIN -> PASSWORD
                else -> InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_CHARACTERS or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            },
        )
    }

    private fun open() = send(LockInput.Unlock(typed.takeBytes()))
}
