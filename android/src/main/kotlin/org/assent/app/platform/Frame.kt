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
import com.google.zxing.multi.qrcode.QRCodeMultiReader

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
 * The text of the QR code in it, upright or not, dark on light or light on dark; null: there is none. The first search takes the three
 * best corners, and what looks like a corner in the data misleads it in one of fifty codes; the last one tries all of them.
 */
fun readQr(frame: Frame): String? =
    textIn(HybridBinarizer(frame.source)) ?: textIn(GlobalHistogramBinarizer(frame.source))
        ?: textByAllCorners(HybridBinarizer(frame.source))

private fun textIn(picture: Binarizer): String? = found { MultiFormatReader().decode(BinaryBitmap(picture), HINTS).text }

/** Corners without a code that can be read are no exception there, but an empty list. */
private fun textByAllCorners(picture: Binarizer): String? =
    found { QRCodeMultiReader().decodeMultiple(BinaryBitmap(picture), HINTS).firstOrNull()?.text }

private fun found(read: () -> String?): String? = try {
    read()
} catch (_: NotFoundException) {
    null
}

private val HINTS = mapOf(
    DecodeHintType.POSSIBLE_FORMATS to listOf(BarcodeFormat.QR_CODE),
    DecodeHintType.ALSO_INVERTED to true,
    DecodeHintType.TRY_HARDER to true,
)
