package org.assent.app.screens.request

import android.content.Context
import android.view.LayoutInflater
import android.view.View
import android.widget.FrameLayout
import org.assent.app.R
import org.assent.app.screen.Face

/** Shows the question, then what became of it. */
class RequestView(context: Context, private val send: (RequestInput) -> Unit) : Face<RequestState> {
    private val frame = FrameLayout(context)
    override val view: View = frame
    private var asking: AskingView? = null
    private var over: OverView? = null

    override fun render(state: RequestState) {
        val isOver = state.stage is Stage.Over || state.stage.isReport()
        if (isOver) showOver(state) else showAsking(state)
    }

    private fun showAsking(state: RequestState) {
        val shown = asking ?: AskingView(inflate(R.layout.request), send).also { asking = it }
        shown.render(state)
    }

    private fun showOver(state: RequestState) {
        val shown = over ?: OverView(inflate(R.layout.answered), send).also { over = it }
        shown.render(state)
    }

    private fun inflate(layout: Int): View {
        frame.removeAllViews()
        return LayoutInflater.from(frame.context).inflate(layout, frame, false).also(frame::addView)
    }

    private fun Stage.isReport() = this is Stage.Sending && answer == org.assent.app.bridge.Answer.REPORT
}
