package org.assent.app.screens.request

import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import kotlin.math.max
import org.assent.app.R
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Request
import org.assent.app.ui.FaceView
import org.assent.app.ui.Facts
import org.assent.app.ui.NumberView
import org.assent.app.ui.RingView
import org.assent.app.ui.browserOf
import org.assent.app.ui.dayOf
import org.assent.app.ui.exactTimeOf
import org.assent.app.ui.isLarge
import org.assent.app.ui.placeOf
import org.assent.app.ui.say
import org.assent.app.ui.shortTime
import org.assent.app.ui.tell

/** The question: who asks, for which account, from where, with what, when; and two buttons of one size. */
internal class AskingView(private val view: View, private val send: (RequestInput) -> Unit) {
    private val words = view.resources
    private val yes = view.findViewById<View>(R.id.yes)
    private val no = view.findViewById<View>(R.id.no)
    private val number = view.findViewById<NumberView>(R.id.number)
    private var shownFor: Request? = null

    init {
        yes.setOnClickListener { send(RequestInput.Yes) }
        no.setOnClickListener { send(RequestInput.No) }
        // A window laid over ours must not press for the person.
        (view as ViewGroup).filterTouchesWhenObscured = true
        listOf(yes, no).forEach { it.filterTouchesWhenObscured = true }
        number.onDigit = { send(RequestInput.Digit(it)) }
        number.onErase = { send(RequestInput.Erase) }
        if (words.isLarge || !words.getBoolean(R.bool.is_tall)) letKeysScroll()
    }

    fun render(state: RequestState) {
        val request = state.request ?: return
        if (shownFor != request) showRequest(request, state.now)
        yes.isEnabled = state.mayApprove
        no.isEnabled = state.mayDeny
        number.show(state.digits, state.number)
        val isSending = state.stage is Stage.Sending
        val left = if (isSending) words.getString(R.string.sending) else words.shortTime(state.left)
        listOf(R.id.left, R.id.small_left).forEach { view.findViewById<TextView>(it).text = left }
        val rest = state.left.toFloat() / max(1, request.expiresAt - request.askedAt)
        listOf(R.id.ring, R.id.small_ring).forEach { view.findViewById<RingView>(it).left = rest }
        showNotice(state)
    }

    /** Where the keys would hide what is asked, they come below it. */
    private fun letKeysScroll() {
        (number.parent as ViewGroup).removeView(number)
        view.findViewById<ViewGroup>(R.id.column).addView(number)
    }

    /** The keys for a number need the room that the large ring takes. */
    private fun showHead(isSmall: Boolean) {
        view.findViewById<View>(R.id.small_head).visibility = if (isSmall) View.VISIBLE else View.GONE
        listOf(R.id.dial, R.id.left, R.id.question).forEach {
            view.findViewById<View>(it).visibility = if (isSmall) View.GONE else View.VISIBLE
        }
    }

    private fun showNotice(state: RequestState) {
        val text = state.problem?.let(words::say) ?: words.getString(R.string.crowded).takeIf { state.isCrowded }
        view.findViewById<TextView>(R.id.notice).tell(text)
    }

    private fun showRequest(request: Request, now: Long) {
        shownFor = request
        val isSmall = request.numberDigits > 0u
        showHead(isSmall)
        val question = words.getString(R.string.are_you_signing_in, request.service)
        listOf(R.id.face, R.id.small_face).forEach { view.findViewById<FaceView>(it).show(request.service.take(2), Colour.TEAL) }
        listOf(R.id.question, R.id.small_question).forEach { view.findViewById<TextView>(it).text = question }
        val facts = Facts(view.findViewById(R.id.facts), isSmall)
        facts.add(R.drawable.ic_user, R.string.fact_account, request.accountName, request.issuer.takeUnless { isSmall })
        facts.add(R.drawable.ic_place, R.string.fact_place, words.placeOf(request.place), request.address)
        val isNew = request.isNewBrowser == true
        facts.add(R.drawable.ic_computer, R.string.fact_with, words.browserOf(request), words.getString(R.string.first_time).takeIf { isNew }, isNew)
        val at = words.getString(R.string.day_at, words.dayOf(request.askedAt, now), words.exactTimeOf(request.askedAt))
        facts.add(R.drawable.ic_clock, R.string.fact_when, at, null)
    }
}
