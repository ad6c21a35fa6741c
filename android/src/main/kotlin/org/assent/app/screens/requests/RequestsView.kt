package org.assent.app.screens.requests

import android.content.Context
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import kotlin.math.max
import org.assent.app.R
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Request
import org.assent.app.screen.Face
import org.assent.app.ui.FaceView
import org.assent.app.ui.RingView
import org.assent.app.ui.breakable
import org.assent.app.ui.browserOf
import org.assent.app.ui.placeOf
import org.assent.app.ui.say
import org.assent.app.ui.shortTime
import org.assent.app.ui.tell

class RequestsView(context: Context, private val send: (RequestsInput) -> Unit) : Face<RequestsState> {
    override val view: View = LayoutInflater.from(context).inflate(R.layout.requests, null)
    private val words = view.resources
    private val list = view.findViewById<LinearLayout>(R.id.list)
    private val noToAll = view.findViewById<Button>(R.id.no_to_all)

    init {
        (view as ViewGroup).filterTouchesWhenObscured = true
        noToAll.filterTouchesWhenObscured = true
        noToAll.setOnClickListener { send(RequestsInput.NoToAll) }
    }

    override fun render(state: RequestsState) {
        val count = state.requests.size
        view.findViewById<TextView>(R.id.title).text = words.getQuantityString(R.plurals.requests, count, count)
        view.findViewById<TextView>(R.id.notice).tell(state.problem?.let(words::say) ?: words.getString(R.string.crowded).takeIf { count > 1 })
        noToAll.isEnabled = state.requests.any { it.id !in state.denying }
        noToAll.text = words.getQuantityString(R.plurals.no_to_all, count, count)
        while (list.childCount > count) list.removeViewAt(list.childCount - 1)
        while (list.childCount < count) LayoutInflater.from(view.context).inflate(R.layout.request_row, list)
        state.requests.forEachIndexed { at, request -> showRow(list.getChildAt(at), request, state) }
    }

    private fun showRow(row: View, request: Request, state: RequestsState) {
        row.findViewById<FaceView>(R.id.face).show(request.service.take(2), Colour.TEAL)
        val whole = max(1, request.expiresAt - request.askedAt)
        row.findViewById<RingView>(R.id.ring).left = state.left(request).toFloat() / whole
        row.findViewById<TextView>(R.id.title).text = request.service
        row.findViewById<TextView>(R.id.place).text = words.placeOf(request.place)
        val more = listOfNotNull(words.browserOf(request), request.address, request.accountName)
        row.findViewById<TextView>(R.id.more).text = words.breakable(more.joinToString("\n"))
        row.setOnClickListener { send(RequestsInput.Opens(request.id)) }
        val left = words.shortTime(state.left(request))
        row.contentDescription = (listOfNotNull(request.service, request.place) + more + left).joinToString(", ")
    }
}
