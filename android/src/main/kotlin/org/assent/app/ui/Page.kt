package org.assent.app.ui

import android.content.Context
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.EditText
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import org.assent.app.R

/** A screen with a title and a way back, put together from the pieces of the house. */
class Page(private val context: Context, title: Int, onBack: () -> Unit) {
    val view: View = LayoutInflater.from(context).inflate(R.layout.page, null)
    private val body = view.findViewById<LinearLayout>(R.id.body)
    private val bottom = view.findViewById<LinearLayout>(R.id.bottom)

    init {
        title(context.getString(title))
        view.findViewById<View>(R.id.back).setOnClickListener { onBack() }
    }

    /** Null: what is in the middle says it. */
    fun title(text: String?) = view.findViewById<TextView>(R.id.title).tell(text)

    /** Where there is nothing to go back to there is no way back. */
    fun showsBack(shows: Boolean) {
        view.findViewById<View>(R.id.back).visibility = if (shows) View.VISIBLE else View.GONE
    }

    /** A view that stays under the title while all else changes or is scrolled. */
    fun fix(kept: View) {
        val height = (context.resources.displayMetrics.heightPixels * FIXED_PART).toInt()
        (view as LinearLayout).addView(kept, 1, LinearLayout.LayoutParams(MATCH_PARENT, height))
    }

    /** Takes all pieces away and puts others in their place. Who types in a field that is there again types on. */
    fun build(pieces: Page.() -> Unit) {
        val typed = body.findFocus() as? EditText
        body.removeAllViews()
        bottom.removeAllViews()
        pieces()
        if (typed?.isAttachedToWindow == true) typed.requestFocus()
    }

    fun section(text: Int) = section(context.getString(text))

    fun section(text: String) = put(text(R.style.Text_Section, text), GAP, isHeading = true)

    fun head(text: String) = put(text(R.style.Text_Head, text), GAP, isHeading = true)

    fun text(text: String, style: Int = R.style.Text_Soft): TextView = text(style, text).also { put(it, SMALL_GAP) }

    /** What is going on, above the buttons. */
    fun foot(text: String) = bottom.addView(text(R.style.Text_Alone, text).also { it.setPadding(0, 0, 0, gap(SMALL_GAP)) })

    /** A picture, what it is about, and a sentence. */
    fun centre(icon: Int, title: String, text: String) {
        val piece = LayoutInflater.from(context).inflate(R.layout.centre, body, false)
        piece.findViewById<ImageView>(R.id.seal).setImageResource(icon)
        piece.findViewById<TextView>(R.id.title).text = title
        piece.findViewById<TextView>(R.id.text).text = text
        put(piece, SMALL_GAP)
        (piece.layoutParams as LinearLayout.LayoutParams).weight = 1f
    }

    fun notice(text: String, isAlarm: Boolean = false) =
        put(LayoutInflater.from(context).inflate(if (isAlarm) R.layout.alarm else R.layout.notice, body, false).also { (it as TextView).text = text }, SMALL_GAP)

    fun options(): Options = Options(card())

    fun facts(isWordy: Boolean = false): Facts = Facts(card(), isWordy = isWordy)

    /** A view that a screen keeps, such as a field. */
    fun put(kept: View) {
        put(kept, SMALL_GAP)
    }

    fun main(text: Int, isEnabled: Boolean = true, press: () -> Unit) = button(R.layout.button_main, text, isEnabled, press)

    fun plain(text: Int, press: () -> Unit) = button(R.layout.button_plain, text, true, press)

    /** What destroys: alarm-coloured words, never a filled red. */
    fun danger(text: Int, isEnabled: Boolean = true, press: () -> Unit) = button(R.layout.button_danger, text, isEnabled, press)

    private fun card() = LinearLayout(context).also {
        it.orientation = LinearLayout.VERTICAL
        it.setBackgroundResource(R.drawable.card)
        put(it, SMALL_GAP)
    }

    private fun text(style: Int, text: String) = TextView(context, null, 0, style).also { it.text = text }

    private fun button(layout: Int, text: Int, isEnabled: Boolean, press: () -> Unit) {
        val button = LayoutInflater.from(context).inflate(layout, bottom, false) as Button
        button.setText(text)
        button.isEnabled = isEnabled
        button.setOnClickListener { press() }
        bottom.addView(button)
    }

    private fun put(piece: View, gapDp: Int, isHeading: Boolean = false) {
        (piece.parent as? LinearLayout)?.removeView(piece)
        val above = body.childCount.takeIf { it > 0 }?.let { body.getChildAt(it - 1) }
        piece.isAccessibilityHeading = isHeading
        val place = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
        place.topMargin = if (above == null) 0 else gap(if (above.isAccessibilityHeading) HEADING_GAP else gapDp)
        body.addView(piece, place)
    }

    private fun gap(dp: Int) = (dp * context.resources.displayMetrics.density).toInt()

    private companion object {
        const val FIXED_PART = 0.42f
        const val GAP = 24
        const val SMALL_GAP = 12
        const val HEADING_GAP = 8
    }
}
