package org.assent.app.ui

import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import org.assent.app.R

/** A card of facts: icon, what it is, what is said, and a smaller line. [isTight]: much else must fit on the screen. [isWordy]: the names are long. */
class Facts(private val card: ViewGroup, private val isTight: Boolean = false, private val isWordy: Boolean = false) {
    init {
        card.removeAllViews()
    }

    /** [isDoubt]: the smaller line is a warning. */
    fun add(icon: Int, name: Int, value: String, more: String?, isDoubt: Boolean = false) {
        val row = LayoutInflater.from(card.context).inflate(R.layout.fact, card, false)
        row.findViewById<ImageView>(R.id.icon).setImageResource(icon)
        row.findViewById<TextView>(R.id.name).setText(name)
        row.findViewById<TextView>(R.id.value).text = card.resources.breakable(value)
        val line = row.findViewById<TextView>(R.id.more)
        line.tell(more?.ifEmpty { null }?.let(card.resources::breakable))
        if (isDoubt) line.setTextColor(card.context.getColor(R.color.warn))
        row.contentDescription = listOfNotNull(card.resources.getString(name), value, more?.ifEmpty { null }).joinToString(", ")
        row.findViewById<View>(R.id.line).visibility = if (card.childCount == 0 || isTight) View.GONE else View.VISIBLE
        // What is long or large wants the whole width: the name goes over the value, or away where there is no room for it.
        if (card.resources.isLarge && isTight) row.findViewById<View>(R.id.name).visibility = View.GONE
        if (card.resources.isLarge || isWordy) row.findViewById<LinearLayout>(R.id.texts).run {
            orientation = LinearLayout.VERTICAL
            for (at in 0 until childCount) getChildAt(at).layoutParams = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)
        }
        if (isTight) row.findViewById<View>(R.id.fact).run { setPaddingRelative(paddingStart, tight, paddingEnd, tight) }
        card.addView(row)
    }

    private val tight get() = (TIGHT_DP * card.resources.displayMetrics.density).toInt()

    private companion object {
        const val TIGHT_DP = 6
    }
}
