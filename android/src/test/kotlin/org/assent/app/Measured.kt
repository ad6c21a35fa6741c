package org.assent.app

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.AbsListView
import android.widget.EditText
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.Switch
import android.widget.TextView
import java.util.Locale
import kotlin.math.max
import kotlin.math.min
import org.assent.app.ui.FaceView
import org.assent.app.ui.RingView

/** What a person who sees, touches or listens needs, measured on one window as it is drawn in [picture]. */
class Measured(val shown: Shown, activity: Activity, private val picture: Bitmap) {
    private val content = activity.findViewById<ViewGroup>(android.R.id.content)
    private val density = activity.resources.displayMetrics.density
    private val isLarge = activity.resources.configuration.fontScale > 1.3f
    private val views = visible(content.getChildAt(0))
    private val names = views.associateWith(::nameOf)

    /** What is wrong, in words; and the least of each kind, for the table. */
    val faults = mutableListOf<String>()
    var leastText = Double.MAX_VALUE
    var leastSign = Double.MAX_VALUE
    var leastTarget = Float.MAX_VALUE

    init {
        views.filter { isOnPicture(it) }.forEach(::contrast)
        views.filter { it.isClickable || it.parent is AbsListView }.forEach(::target)
        views.filter { it.isImportantForAccessibility }.forEach { if (names[it].isNullOrBlank()) fault(it, "has no name") }
        if (views.none { it.isAccessibilityHeading && !names[it].isNullOrBlank() }) faults += "${shown.name}: no heading"
        views.filterIsInstance<TextView>().forEach(::cut)
        order()
    }

    private fun contrast(view: View) {
        when (view) {
            is TextView -> {
                val isHint = view.text.isEmpty()
                if (view is Switch || isHint && view.hint.isNullOrEmpty()) return
                val pixels = Pixels(picture, boundsOf(view))
                val wanted = if (isHint) view.currentHintTextColor else view.currentTextColor
                val found = min(ratio(wanted, pixels.ground), pixels.contrast)
                leastText = min(leastText, found)
                if (found < if (view.textSize / density >= LARGE_DP) SIGN else TEXT) fault(view, "contrast %.2f".format(Locale.ROOT, found))
            }
            is FaceView, is RingView, is ImageView -> {
                if (view is ImageView && view.drawable == null) return
                val pixels = Pixels(picture, boundsOf(view))
                leastSign = min(leastSign, pixels.contrast)
                if (pixels.contrast < SIGN) fault(view, "contrast %.2f".format(Locale.ROOT, pixels.contrast))
            }
        }
    }

    private fun target(view: View) {
        val least = min(view.width, view.height) / density
        leastTarget = min(leastTarget, least)
        if (least < TARGET_DP) fault(view, "is $least dp small")
        if (!view.isFocusable && view.parent !is AbsListView) fault(view, "is not reached by keys")
    }

    /** An ellipsis is meant in the list alone, and not in large letters. */
    private fun cut(view: TextView) {
        val layout = view.layout ?: return
        val isMeant = view.id in setOf(R.id.title, R.id.name) && view.ellipsize != null
        val lines = 0 until layout.lineCount
        if (!isMeant && lines.any { layout.getEllipsisCount(it) > 0 }) fault(view, "is cut by dots")
        if (layout.height > view.height - view.compoundPaddingTop - view.compoundPaddingBottom + 1) fault(view, "is cut below")
        val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
        if (!isMeant && view !is EditText && lines.any { layout.getLineMax(it) > room + 1 }) fault(view, "is cut beside")
        if (view.text.isEmpty() && view.hint != null && view.paint.measureText(view.hint.toString()) > room) fault(view, "has a cut hint")
        val inside = parents(view).zipWithNext().takeWhile { (_, parent) -> parent !is ScrollView && parent !is AbsListView }
        if (inside.any { (child, parent) -> child.left < 0 || child.top < 0 || child.right > parent.width || child.bottom > parent.height })
            fault(view, "is cut by what is around it")
    }

    /** Who listens goes through the page as who reads. What floats over it comes last. */
    private fun order() {
        val read = views.filter { it.isImportantForAccessibility && !names[it].isNullOrBlank() && it.elevation == 0f }.filter { said ->
            parents(said).none { it !== said && it.isClickable } && said.getGlobalVisibleRect(Rect())
        }
        for ((before, after) in read.zipWithNext()) {
            val (one, other) = listOf(before, after).map { view -> Rect().also(view::getGlobalVisibleRect) }
            if (other.bottom <= one.top && other.left < one.right || other.right <= one.left && other.top < one.bottom) fault(after, "is heard after ${names[before]}")
        }
    }

    private fun nameOf(view: View): String? = when {
        !view.contentDescription.isNullOrBlank() -> view.contentDescription.toString()
        view is TextView && view.text.isNotBlank() -> view.text.toString()
        view is TextView && !view.hint.isNullOrBlank() -> view.hint.toString()
        view is EditText -> views.filterIsInstance<TextView>().find { it.labelFor == view.id }?.text?.toString()
        view is ViewGroup -> visible(view).drop(1).filterIsInstance<TextView>().joinToString(", ") { it.text }
        else -> null
    }

    private fun visible(view: View): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { visible(view.getChildAt(it)) }
        else -> listOf(view)
    }

    private fun parents(view: View) = generateSequence(view) { it.parent as? View }.takeWhile { it !== content }

    private fun boundsOf(view: View) = Rect(0, 0, view.width, view.height).also { content.offsetDescendantRectToMyCoords(view, it) }

    private fun isOnPicture(view: View): Boolean {
        val rect = Rect()
        return view.width > 0 && view.getGlobalVisibleRect(rect) && rect.width() >= view.width && rect.height() >= view.height
    }

    private fun fault(view: View, what: String) {
        val id = if (view.id > 0xFFFFFF) view.resources.getResourceEntryName(view.id) else view.javaClass.simpleName
        faults += "${shown.name}: $id “${names[view].orEmpty().take(40)}” $what"
    }

    companion object {
        const val TEXT = 4.5
        const val SIGN = 3.0
        const val LARGE_DP = 24f
        const val TARGET_DP = 48f

        fun ratio(one: Int, other: Int): Double {
            val (a, b) = Color.luminance(one) + 0.05 to Color.luminance(other) + 0.05
            return max(a, b) / min(a, b)
        }
    }
}

/** What is drawn in a part of a picture: mostly the [ground], and on it what stands out most. */
private class Pixels(picture: Bitmap, part: Rect) {
    private val colours = mutableMapOf<Int, Int>()

    init {
        val box = Rect(part).apply { intersect(0, 0, picture.width, picture.height) }
        val all = IntArray(box.width() * box.height())
        picture.getPixels(all, 0, box.width(), box.left, box.top, box.width(), box.height())
        all.sort()
        var begin = 0
        for (at in 1..all.size) if (at == all.size || all[at] != all[begin]) {
            colours[all[begin]] = at - begin
            begin = at
        }
    }

    val ground: Int = colours.maxBy { it.value }.key
    val contrast: Double = colours.keys.maxOf { Measured.ratio(it, ground) }
}
