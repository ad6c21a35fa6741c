package org.assent.app.ui

import android.content.Context
import android.util.AttributeSet
import android.widget.TextView

/** Something that must be seen first. Its sign grows with the text and stands at the first line, however many follow. */
class NoticeView(context: Context, attributes: AttributeSet? = null) : TextView(context, attributes) {
    private val sign = compoundDrawablesRelative[0]

    init {
        val size = (textSize * SIGN).toInt()
        sign?.setBounds(0, 0, size, size)
        setCompoundDrawablesRelative(sign, null, null, null)
    }

    /** The framework centres the sign beside all lines. */
    override fun onLayout(isChanged: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        super.onLayout(isChanged, left, top, right, bottom)
        val size = sign?.bounds?.width() ?: return
        val up = (height - compoundPaddingTop - compoundPaddingBottom - lineHeight) / 2
        sign.setBounds(0, -up, size, size - up)
    }

    private companion object {
        const val SIGN = 1.4f
    }
}
