package org.assent.app.ui

import android.content.Context
import android.util.AttributeSet
import android.view.KeyEvent
import android.view.LayoutInflater
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import org.assent.app.R

/** The number that the sign-in page shows: boxes for what is typed, and keys of our own, which no keyboard app can watch. */
class NumberView(context: Context, attributes: AttributeSet? = null) : LinearLayout(context, attributes) {
    var onDigit: (Char) -> Unit = {}
    var onErase: () -> Unit = {}
    private val boxes: LinearLayout
    private val keys: View

    init {
        orientation = VERTICAL
        LayoutInflater.from(context).inflate(R.layout.number, this)
        boxes = findViewById(R.id.boxes)
        keys = findViewById(R.id.keys)
        KEYS.forEachIndexed { digit, id -> findViewById<View>(id).setOnClickListener { onDigit('0' + digit) } }
        findViewById<View>(R.id.erase).setOnClickListener { onErase() }
    }

    fun show(digits: Int, typed: String) {
        visibility = if (digits > 0) View.VISIBLE else View.GONE
        if (boxes.childCount != digits) makeBoxes(digits)
        for (at in 0 until digits) {
            val box = boxes.getChildAt(at) as TextView
            box.text = typed.getOrNull(at)?.toString().orEmpty()
            box.isActivated = at == typed.length
        }
        boxes.contentDescription = resources.getString(R.string.number_typed, typed.length, digits, spoken(typed))
    }

    /** Also by the keys of a keyboard, where one is attached. */
    override fun dispatchKeyEvent(event: KeyEvent): Boolean {
        val character = event.unicodeChar.toChar()
        if (event.action != KeyEvent.ACTION_DOWN) return super.dispatchKeyEvent(event)
        return when {
            character in '0'..'9' -> true.also { onDigit(character) }
            event.keyCode == KeyEvent.KEYCODE_DEL -> true.also { onErase() }
            else -> super.dispatchKeyEvent(event)
        }
    }

    private fun makeBoxes(digits: Int) {
        boxes.removeAllViews()
        repeat(digits) { LayoutInflater.from(context).inflate(R.layout.number_box, boxes) }
        // Three and three.
        if (digits == 6) (boxes.getChildAt(3).layoutParams as MarginLayoutParams).marginStart = boxes.getChildAt(0).let {
            (it.layoutParams as MarginLayoutParams).marginEnd * 3
        }
    }

    private companion object {
        val KEYS = intArrayOf(
            R.id.key_0, R.id.key_1, R.id.key_2, R.id.key_3, R.id.key_4,
            R.id.key_5, R.id.key_6, R.id.key_7, R.id.key_8, R.id.key_9,
        )
    }
}
