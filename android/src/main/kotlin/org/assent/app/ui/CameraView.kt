package org.assent.app.ui

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.TextureView
import android.view.View
import android.widget.FrameLayout
import org.assent.app.R
import org.assent.app.platform.Camera
import org.assent.app.platform.readQr

/** What the camera sees, and the texts of QR codes in it. The camera runs only while this can be seen. */
@SuppressLint("ViewConstructor")
class CameraView(
    context: Context,
    private val camera: Camera,
    private val read: (String) -> Unit,
    private val sawNothing: () -> Unit,
    private val fail: () -> Unit,
) : FrameLayout(context) {
    private val preview = TextureView(context)
    private val frame = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.style = Paint.Style.STROKE
        it.strokeWidth = FRAME_DP * resources.displayMetrics.density
        it.color = context.getColor(R.color.camera_frame)
    }
    private var isOpen = false

    /** Whether it may look. */
    var isOn = false
        set(value) {
            field = value
            visibility = if (value) VISIBLE else GONE
            turn(windowVisibility)
        }

    init {
        setBackgroundColor(context.getColor(R.color.camera))
        contentDescription = context.getString(R.string.camera_shows)
        visibility = GONE
        addView(preview)
    }

    override fun onWindowVisibilityChanged(visibility: Int) {
        super.onWindowVisibilityChanged(visibility)
        turn(visibility)
    }

    private fun turn(windowVisibility: Int) {
        val shallOpen = isOn && windowVisibility == View.VISIBLE
        if (shallOpen == isOpen) return
        isOpen = shallOpen
        if (shallOpen) open() else camera.close()
    }

    private fun open() {
        val gaze = Gaze(SystemClock::elapsedRealtime, read, sawNothing)
        val look = { text: String? -> post { if (isOpen) gaze.saw(text) } }
        camera.open(preview, { seen -> look(readQr(seen)) }, { post(fail) })
    }

    override fun dispatchDraw(canvas: Canvas) {
        super.dispatchDraw(canvas)
        val half = minOf(width, height) * FRAME_PART / 2
        val round = ROUND_DP * resources.displayMetrics.density
        canvas.drawRoundRect(width / 2f - half, height / 2f - half, width / 2f + half, height / 2f + half, round, round, frame)
    }

    private companion object {
        const val FRAME_DP = 3
        const val FRAME_PART = 0.78f
        const val ROUND_DP = 16
    }
}
