package org.assent.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.util.AttributeSet
import android.view.View
import org.assent.app.R

/** The ring that empties: a gap opens at twelve o'clock and grows clockwise. Says nothing itself; words stand beside it. */
class RingView(context: Context, attributes: AttributeSet? = null) : View(context, attributes) {
    private val track = brush(R.color.line)
    private val rest = brush(R.color.accent)
    private val box = RectF()

    /** What is left, 0 to 1. */
    var left = 1f
        set(value) {
            field = value.coerceIn(0f, 1f)
            invalidate()
        }

    /** Whether it is nearly over. */
    var isLast = false
        set(value) {
            field = value
            rest.color = context.getColor(if (value) R.color.alarm else R.color.accent)
            invalidate()
        }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onSizeChanged(width: Int, height: Int, oldWidth: Int, oldHeight: Int) {
        val thickness = minOf(width, height) * THICKNESS
        track.strokeWidth = thickness
        rest.strokeWidth = thickness
        box.set(thickness / 2, thickness / 2, width - thickness / 2, height - thickness / 2)
    }

    override fun onDraw(canvas: Canvas) {
        canvas.drawOval(box, track)
        canvas.drawArc(box, TOP + FULL * (1 - left), FULL * left, false, rest)
    }

    private fun brush(colour: Int) = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.style = Paint.Style.STROKE
        it.color = context.getColor(colour)
    }

    private companion object {
        const val THICKNESS = 0.09f
        const val TOP = -90f
        const val FULL = 360f
    }
}
