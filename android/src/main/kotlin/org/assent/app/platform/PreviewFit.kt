package org.assent.app.platform

import android.graphics.Matrix
import android.graphics.RectF
import android.util.Size
import android.view.Surface

/**
 * How a camera's picture fills a box whole, unstretched and upright. [picture]: its size as the phone is held when it is made for;
 * [turn]: how it is held now, one of [Surface]'s rotations.
 */
fun fitOf(box: Size, picture: Size, turn: Int): Matrix {
    val isOnSide = turn == Surface.ROTATION_90 || turn == Surface.ROTATION_270
    val (across, down) = if (isOnSide) picture.height to picture.width else picture.width to picture.height
    val scale = maxOf(box.width.toFloat() / across, box.height.toFloat() / down)
    val view = RectF(0f, 0f, box.width.toFloat(), box.height.toFloat())
    val drawn = RectF(0f, 0f, picture.width.toFloat(), picture.height.toFloat()).apply { offset(view.centerX() - centerX(), view.centerY() - centerY()) }
    return Matrix().apply {
        setRectToRect(view, drawn, Matrix.ScaleToFit.FILL)
        postScale(scale, scale, view.centerX(), view.centerY())
        postRotate(degreesOf(turn), view.centerX(), view.centerY())
    }
}

private fun degreesOf(turn: Int) = when (turn) {
    Surface.ROTATION_90 -> -90f
    Surface.ROTATION_180 -> 180f
    Surface.ROTATION_270 -> 90f
    else -> 0f
}
