package org.assent.app.screens.request

import android.view.View
import android.widget.ImageView
import android.widget.TextView
import org.assent.app.R
import org.assent.app.ui.exactTimeOf
import org.assent.app.ui.say

/** What became of a request, and what can be said about it still. */
internal class OverView(private val view: View, private val send: (RequestInput) -> Unit) {
    private val words = view.resources

    init {
        press(R.id.not_me, RequestInput.NotMe)
        press(R.id.not_me_plain, RequestInput.NotMe)
        press(R.id.mistake, RequestInput.Mistake)
        press(R.id.done, RequestInput.Done)
    }

    fun render(state: RequestState) {
        val how = (state.stage as? Stage.Over)?.how ?: How.DENIED
        val isSending = state.stage is Stage.Sending
        val service = state.request?.service.orEmpty()
        val isGood = how == How.APPROVED
        val seal = view.findViewById<ImageView>(R.id.seal)
        seal.setImageResource(iconOf(how))
        seal.setBackgroundResource(if (isGood) R.drawable.round_tint else R.drawable.round_well)
        seal.setColorFilter(view.context.getColor(if (isGood) R.color.accent else R.color.soft))
        say(R.id.title, words.getString(titleOf(how)))
        say(R.id.text, words.getString(textOf(how), service, whereOf(state)))
        say(R.id.detail, state.request?.let { listOfNotNull(it.place, words.exactTimeOf(state.now)).joinToString(" · ") }.takeIf { isGood })
        say(R.id.notice, state.problem?.let(words::say))
        show(R.id.choices, how == How.DENIED)
        show(R.id.not_me_plain, how == How.APPROVED)
        show(R.id.done, how != How.DENIED)
        view.findViewById<View>(R.id.not_me).isEnabled = !isSending
    }

    private fun iconOf(how: How) = when (how) {
        How.APPROVED -> R.drawable.ic_mark
        How.DENIED, How.REPORTED, How.MISTAKE -> R.drawable.ic_no
        How.EXPIRED -> R.drawable.ic_clock
        How.SETTLED, How.WITHDRAWN, How.GONE -> R.drawable.ic_info
    }

    private fun titleOf(how: How) = when (how) {
        How.APPROVED -> R.string.over_approved
        How.DENIED -> R.string.over_denied
        How.REPORTED -> R.string.over_reported
        How.MISTAKE -> R.string.over_mistake
        How.EXPIRED -> R.string.over_expired
        How.SETTLED -> R.string.over_settled
        How.WITHDRAWN -> R.string.over_withdrawn
        How.GONE -> R.string.over_gone
    }

    private fun textOf(how: How) = when (how) {
        How.APPROVED -> R.string.over_approved_text
        How.DENIED -> R.string.over_denied_text
        How.REPORTED -> R.string.over_reported_text
        How.MISTAKE -> R.string.over_mistake_text
        How.EXPIRED -> R.string.over_expired_text
        How.SETTLED -> R.string.over_settled_text
        How.WITHDRAWN -> R.string.over_withdrawn_text
        How.GONE -> R.string.over_gone_text
    }

    private fun whereOf(state: RequestState) =
        state.request?.let { it.place ?: it.address } ?: words.getString(R.string.place_unknown)

    private fun say(id: Int, text: String?) {
        view.findViewById<TextView>(id).text = text.orEmpty()
        show(id, text != null)
    }

    private fun show(id: Int, isShown: Boolean) {
        view.findViewById<View>(id).visibility = if (isShown) View.VISIBLE else View.GONE
    }

    private fun press(id: Int, input: RequestInput) = view.findViewById<View>(id).setOnClickListener { send(input) }
}
