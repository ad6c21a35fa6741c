package org.assent.app.screen

import android.content.Context
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import org.assent.app.R

/** Shows a stack: its top. Where there is room (`layout-w720dp`) the list stays beside it, unless something is over everything. */
class Panes(context: Context, private val stack: Stack) {
    val view: View = LayoutInflater.from(context).inflate(R.layout.panes, null)
    private val whole = Pane(view.findViewById(R.id.whole))
    private val list = view.findViewById<ViewGroup>(R.id.list_pane)?.let(::Pane)
    private val beside = view.findViewById<ViewGroup>(R.id.beside_pane)?.let(::Pane)

    fun show() {
        val places = stack.places
        val isTwo = list != null && places.firstOrNull() == Place.Accounts && !places.last().isOverAll
        view.findViewById<View>(R.id.two)?.visibility = if (isTwo) View.VISIBLE else View.GONE
        // What leaves goes before what comes: a screen has one view at a time.
        if (isTwo) whole.show(null) else leaveTwo()
        if (isTwo) showTwo() else whole.show(stack.top)
        stack.bottom?.beside(places.getOrNull(1).takeIf { isTwo })
    }

    fun hide() {
        leaveTwo()
        whole.show(null)
    }

    private fun showTwo() {
        val opened = stack.top?.takeIf { it !== stack.bottom }
        list?.show(stack.bottom)
        beside?.show(opened)
        view.findViewById<View>(R.id.nothing).visibility = if (opened == null) View.VISIBLE else View.GONE
    }

    private fun leaveTwo() = listOfNotNull(list, beside).forEach { it.show(null) }
}

/** Room for one screen. */
private class Pane(private val frame: ViewGroup) {
    private var shown: Screen? = null

    fun show(screen: Screen?) {
        if (screen === shown) return
        shown?.hide()
        shown = screen
        frame.removeAllViews()
        screen?.show(frame.context)?.let(frame::addView)
    }
}
