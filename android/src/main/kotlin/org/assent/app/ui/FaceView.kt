package org.assent.app.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Typeface
import android.util.AttributeSet
import android.view.View
import org.assent.app.R
import org.assent.app.bridge.Colour

/** An account's initials on a disc of its colour. The name stands beside it, so it says nothing itself. */
class FaceView(context: Context, attributes: AttributeSet? = null) : View(context, attributes) {
    private val ground = Paint(Paint.ANTI_ALIAS_FLAG)
    private val letters = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.textAlign = Paint.Align.CENTER
        it.typeface = Typeface.create("sans-serif-medium", Typeface.NORMAL)
    }
    private var initials = ""

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    /** [isOff]: its link is dead, so it has no colour. */
    fun show(initials: String, colour: Colour, isOff: Boolean = false) {
        this.initials = initials
        ground.color = context.getColor(if (isOff) R.color.well else groundOf(colour))
        letters.color = context.getColor(if (isOff) R.color.soft else inkOf(colour))
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val (x, y) = width / 2f to height / 2f
        canvas.drawCircle(x, y, minOf(x, y), ground)
        letters.textSize = height * LETTERS
        canvas.drawText(initials, x, y - (letters.ascent() + letters.descent()) / 2, letters)
    }

    internal companion object {
        private const val LETTERS = 0.38f

        private fun groundOf(colour: Colour) = when (colour) {
            Colour.TEAL -> R.color.face_teal
            Colour.BLUE -> R.color.face_blue
            Colour.PURPLE -> R.color.face_purple
            Colour.PINK -> R.color.face_pink
            Colour.RED -> R.color.face_red
            Colour.ORANGE -> R.color.face_orange
            Colour.YELLOW -> R.color.face_yellow
            Colour.GREEN -> R.color.face_green
        }

        fun inkOf(colour: Colour) = when (colour) {
            Colour.TEAL -> R.color.face_teal_ink
            Colour.BLUE -> R.color.face_blue_ink
            Colour.PURPLE -> R.color.face_purple_ink
            Colour.PINK -> R.color.face_pink_ink
            Colour.RED -> R.color.face_red_ink
            Colour.ORANGE -> R.color.face_orange_ink
            Colour.YELLOW -> R.color.face_yellow_ink
            Colour.GREEN -> R.color.face_green_ink
        }
    }
}
