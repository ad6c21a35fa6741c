package org.assent.app.ui

import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ImageView
import android.widget.Switch
import android.widget.TextView
import org.assent.app.R
import org.assent.app.bridge.Colour

/** A card of things to choose from: icon, name, one soft line, and what happens. */
class Options(private val card: ViewGroup) {
    init {
        card.removeAllViews()
    }

    /** A disc of an account's colour, and its name. */
    fun addColour(colour: Colour, isChosen: Boolean, press: () -> Unit) {
        val row = addChoice(R.drawable.ic_disc, card.resources.getString(nameOf(colour)), isChosen, press = press)
        row.findViewById<ImageView>(R.id.icon).setColorFilter(card.context.getColor(FaceView.inkOf(colour)))
    }

    /** A way to go, by its words. */
    fun way(icon: Int, name: Int, more: Int, isFirst: Boolean = false, press: () -> Unit): View =
        add(icon, card.resources.getString(name), card.resources.getString(more), isFirst = isFirst, press = press)

    /** One of several, of which one is chosen. */
    fun addChoice(icon: Int, name: String, isChosen: Boolean, more: String? = null, press: () -> Unit): View =
        add(icon, name, more, end = if (isChosen) End.CHOSEN else End.NONE, press = press)

    /** How a row ends. */
    enum class End(val icon: Int?) {
        /** It goes on to another page. */
        NEXT(R.drawable.ic_next),

        /** It is what was chosen. */
        CHOSEN(R.drawable.ic_done),

        /** It is done at once, or could be chosen. */
        NONE(null),
    }

    /** What is on or off. */
    fun addSwitch(icon: Int, name: String, more: String?, isOn: Boolean, press: () -> Unit) {
        val row = add(icon, name, more, end = End.NONE, press = press) as ViewGroup
        LayoutInflater.from(card.context).inflate(R.layout.toggle, row)
        row.findViewById<Switch>(R.id.toggle).isChecked = isOn
        row.accessibilityDelegate = object : View.AccessibilityDelegate() {
            override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
                super.onInitializeAccessibilityNodeInfo(host, info)
                info.className = Switch::class.java.name
                info.isCheckable = true
                info.isChecked = isOn
            }
        }
    }

    /** [isAlarm]: it destroys, or warns. [isFirst]: the recommended one. [press]: null for what is only read. */
    fun add(
        icon: Int, name: String, more: String? = null, isAlarm: Boolean = false, isFirst: Boolean = false, end: End = End.NEXT, press: (() -> Unit)?,
    ): View {
        if (card.childCount > 0) LayoutInflater.from(card.context).inflate(R.layout.line, card)
        val row = LayoutInflater.from(card.context).inflate(R.layout.option, card, false)
        val colour = card.context.getColor(if (isAlarm) R.color.alarm else R.color.accent)
        row.findViewById<ImageView>(R.id.icon).run {
            setImageResource(icon)
            setColorFilter(colour)
        }
        row.findViewById<TextView>(R.id.name).run {
            text = name
            if (isAlarm) setTextColor(colour)
        }
        row.findViewById<TextView>(R.id.more).tell(more)
        row.findViewById<ImageView>(R.id.end).run {
            end.icon?.let(::setImageResource)
            visibility = if (end.icon == null) View.GONE else View.VISIBLE
            if (end == End.CHOSEN) setColorFilter(card.context.getColor(R.color.accent))
        }
        row.isSelected = end == End.CHOSEN
        if (isFirst) row.setBackgroundResource(R.drawable.option_first)
        if (press != null) row.setOnClickListener { press() } else showOnly(row)
        card.addView(row)
        return row
    }

    /** What can't be pressed just now. */
    fun addOff(icon: Int, name: String) = add(icon, name, press = null).run {
        val soft = context.getColor(R.color.soft)
        isEnabled = false
        findViewById<TextView>(R.id.name).setTextColor(soft)
        findViewById<ImageView>(R.id.icon).setColorFilter(soft)
    }

    /** Only read, not chosen. */
    private fun showOnly(row: View) {
        row.isClickable = false
        row.background = null
        row.findViewById<View>(R.id.end).visibility = View.GONE
    }
}
