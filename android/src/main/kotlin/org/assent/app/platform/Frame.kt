/** What a camera or a picture shows, and the QR code in it. */
package org.assent.app.platform

import android.graphics.Bitmap
import com.google.zxing.BarcodeFormat
import com.google.zxing.Binarizer
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.LuminanceSource
import com.google.zxing.MultiFormatReader
import com.google.zxing.NotFoundException
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.common.GlobalHistogramBinarizer
import com.google.zxing.common.HybridBinarizer

/** How bright each point is. [stride]: bytes from a row to the next. */
class Frame(internal val source: LuminanceSource) {
    constructor(bytes: ByteArray, width: Int, height: Int, stride: Int = width) :
        this(PlanarYUVLuminanceSource(bytes, stride, height, 0, 0, width, height, false))
}

fun frameOf(picture: Bitmap): Frame {
    val points = IntArray(picture.width * picture.height)
    picture.getPixels(points, 0, picture.width, 0, 0, picture.width, picture.height)
    return Frame(RGBLuminanceSource(picture.width, picture.height, points))
}

/**
 * The text of the QR code in it, upright or not, dark on light or light on dark; null: there is none. Of clean pictures, as a screen
 * shows them, the search for corners misses some of a hundred; reading them as they stand misses none.
 */
fun readQr(frame: Frame): String? =
    textIn(HybridBinarizer(frame.source), HINTS) ?: textIn(GlobalHistogramBinarizer(frame.source), HINTS)
        ?: textIn(HybridBinarizer(frame.source), HINTS + (DecodeHintType.PURE_BARCODE to true))

private fun textIn(picture: Binarizer, hints: Map<DecodeHintType, Any>): String? = try {
    MultiFormatReader().decode(BinaryBitmap(picture), hints).text
} catch (_: NotFoundException) {
    null
}

private val HINTS = mapOf(
    DecodeHintType.POSSIBLE_FORMATS to listOf(BarcodeFormat.QR_CODE),
    DecodeHintType.ALSO_INVERTED to true,
    DecodeHintType.TRY_HARDER to true,
)
