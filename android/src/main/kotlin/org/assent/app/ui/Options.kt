package org.assent.app.ui

import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.assent.app.R
import org.assent.app.bridge.Colour

/** A card of things to choose from: icon, name, one soft line, and what happens. */
class Options(private val card: ViewGroup) {
    init {
        card.removeAllViews()
    }

    /** A disc of an account's colour, and its name. */
    fun addColour(colour: Colour, press: () -> Unit) {
        val row = add(R.drawable.ic_disc, card.resources.getString(nameOf(colour)), press = press)
        row.findViewById<ImageView>(R.id.icon).setColorFilter(card.context.getColor(FaceView.inkOf(colour)))
    }

    /** [isAlarm]: it destroys, or warns. [isFirst]: the recommended one. */
    fun add(icon: Int, name: String, more: String? = null, isAlarm: Boolean = false, isFirst: Boolean = false, press: () -> Unit): View {
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
        row.findViewById<TextView>(R.id.more).run {
            text = more.orEmpty()
            visibility = if (more == null) View.GONE else View.VISIBLE
        }
        if (isFirst) row.setBackgroundResource(R.drawable.option_first)
        row.setOnClickListener { press() }
        card.addView(row)
        return row
    }
}
