package org.assent.app.ui

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.view.View
import com.google.zxing.BarcodeFormat
import com.google.zxing.EncodeHintType
import com.google.zxing.qrcode.QRCodeWriter
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel

/** A text as a QR code, dark on white also in the dark: so every camera reads it. */
@SuppressLint("ViewConstructor")
class QrView(context: Context, text: String, about: String) : View(context) {
    private val points = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS)
    private val ink = Paint().also { it.color = Color.BLACK }

    init {
        contentDescription = about
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        val most = (MAX_DP * resources.displayMetrics.density).toInt()
        val side = minOf(MeasureSpec.getSize(widthSpec), most)
        setMeasuredDimension(MeasureSpec.getSize(widthSpec), side)
    }

    override fun onDraw(canvas: Canvas) {
        // Whole pixels, so that no line between the points is grey.
        val point = height / points.width
        val left = (width - point * points.width) / 2f
        val top = (height - point * points.height) / 2f
        val edge = point * points.width
        canvas.drawRect(left, top, left + edge, top + edge, Paint().also { it.color = Color.WHITE })
        for (y in 0 until points.height) for (x in 0 until points.width) if (points[x, y]) {
            canvas.drawRect(left + x * point, top + y * point, left + (x + 1) * point, top + (y + 1) * point, ink)
        }
    }

    private companion object {
        const val MAX_DP = 420
        val HINTS = mapOf(EncodeHintType.ERROR_CORRECTION to ErrorCorrectionLevel.L, EncodeHintType.MARGIN to 4)
    }
}
