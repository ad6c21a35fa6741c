package org.assent.app.screens.request

import android.view.View
import android.widget.ImageView
import android.widget.TextView
import org.assent.app.R
import org.assent.app.ui.Options
import org.assent.app.ui.exactTimeOf
import org.assent.app.ui.isLarge
import org.assent.app.ui.placeOf
import org.assent.app.ui.say
import org.assent.app.ui.tell

/** What became of a request, and what can be said about it still. */
internal class OverView(private val view: View, private val send: (RequestInput) -> Unit) {
    private val words = view.resources
    private val notMe: View
    private val notMePlain = view.findViewById<View>(R.id.not_me_plain)

    init {
        val choices = Options(view.findViewById(R.id.choices))
        notMe = choices.add(R.drawable.ic_warn, words.getString(R.string.not_me), words.getString(R.string.not_me_text), isAlarm = true) {
            send(RequestInput.NotMe)
        }
        choices.add(R.drawable.ic_again, words.getString(R.string.mistake), words.getString(R.string.mistake_text)) { send(RequestInput.Mistake) }
        view.findViewById<View>(R.id.title).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
        press(R.id.not_me_plain, RequestInput.NotMe)
        press(R.id.change_password, RequestInput.ChangePassword)
        listOf(R.id.done, R.id.done_plain).forEach { press(it, RequestInput.Done) }
    }

    fun render(state: RequestState) {
        val how = state.ended ?: return
        val isSending = state.stage is Stage.Sending
        val service = state.request?.service.orEmpty()
        val isGood = how == How.APPROVED
        val look = lookOf(how)
        val seal = view.findViewById<ImageView>(R.id.seal)
        seal.setImageResource(look.icon)
        seal.setBackgroundResource(if (isGood) R.drawable.round_tint else R.drawable.round_well)
        seal.setColorFilter(view.context.getColor(if (isGood) R.color.accent else R.color.soft))
        say(R.id.title, words.getString(look.title))
        say(R.id.text, words.getString(look.text, service, whereOf(state)))
        say(R.id.detail, state.request?.let { listOfNotNull(it.place, words.exactTimeOf(state.now)).joinToString(if (words.isLarge) "\n" else " · ") }.takeIf { isGood })
        say(R.id.notice, state.problem?.let(words::say))
        show(R.id.choices, how == How.DENIED)
        show(R.id.not_me_plain, how == How.APPROVED)
        val isKnown = how == How.REPORTED || how == How.USED
        show(R.id.change_password, isKnown)
        show(R.id.done_plain, isKnown)
        show(R.id.done, how != How.DENIED && !isKnown)
        notMe.isEnabled = !isSending
        notMePlain.isEnabled = !isSending
    }

    private class Look(val icon: Int, val title: Int, val text: Int)

    private fun lookOf(how: How) = when (how) {
        How.APPROVED -> Look(R.drawable.ic_mark, R.string.over_approved, R.string.over_approved_text)
        How.DENIED -> Look(R.drawable.ic_no, R.string.over_denied, R.string.over_denied_text)
        How.REPORTED -> Look(R.drawable.ic_no, R.string.over_reported, R.string.over_reported_text)
        How.USED -> Look(R.drawable.ic_warn, R.string.over_used, R.string.over_used_text)
        How.MISTAKE -> Look(R.drawable.ic_no, R.string.over_mistake, R.string.over_mistake_text)
        How.EXPIRED -> Look(R.drawable.ic_clock, R.string.over_expired, R.string.over_expired_text)
        How.SETTLED -> Look(R.drawable.ic_info, R.string.over_settled, R.string.over_settled_text)
        How.WITHDRAWN -> Look(R.drawable.ic_info, R.string.over_withdrawn, R.string.over_withdrawn_text)
        How.GONE -> Look(R.drawable.ic_info, R.string.over_gone, R.string.over_gone_text)
    }

    private fun whereOf(state: RequestState) = words.placeOf(state.request?.let { it.place ?: it.address })

    private fun say(id: Int, text: String?) = view.findViewById<TextView>(id).tell(text)

    private fun show(id: Int, isShown: Boolean) {
        view.findViewById<View>(id).visibility = if (isShown) View.VISIBLE else View.GONE
    }

    private fun press(id: Int, input: RequestInput) = view.findViewById<View>(id).setOnClickListener { send(input) }
}
