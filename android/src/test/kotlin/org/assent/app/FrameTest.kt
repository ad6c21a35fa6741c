package org.assent.app

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.view.View
import kotlin.random.Random
import org.assent.app.platform.Frame
import org.assent.app.platform.frameOf
import org.assent.app.platform.readQr
import org.assent.app.ui.QrView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** QR codes in what a camera sees. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class)
class FrameTest {
    private val text = "https://assent.example/link#v1." + "AgICAgICAgICAgICAgICAgMD".repeat(6)
    private val code = Qr.picture(text)

    @Test
    fun a_code_is_read_at_any_angle() {
        for (degrees in listOf(0.0, 20.0, 45.0, 90.0, 171.0, 270.0)) assertEquals("$degrees", text, readQr(Qr.before(code, degrees)))
    }

    @Test
    fun a_code_that_is_light_on_dark_is_read() {
        assertEquals(text, readQr(Qr.before(Qr.inverted(code))))
    }

    @Test
    fun a_small_code_in_a_large_picture_is_read() {
        assertEquals(text, readQr(Qr.before(Qr.picture(text, point = 2), width = 1920, height = 1080)))
    }

    @Test
    fun rows_may_be_longer_than_what_is_seen() {
        assertEquals(text, readQr(Qr.before(code, width = 1200, height = 900, stride = 1280)))
    }

    @Test
    fun the_largest_move_is_read() {
        val move = "assent:move#v1." + "Ab9_".repeat(620)
        assertEquals(move, readQr(Qr.before(Qr.picture(move, point = 4))))
    }

    @Test
    fun a_clean_picture_is_read_whatever_it_says() {
        val random = Random(5)
        repeat(CODES) {
            val text = "assent:move#v1." + random.nextBytes(60 + it).joinToString("") { "%02x".format(it) }
            for (page in listOf(Color.WHITE, Color.BLACK)) assertEquals(text, readQr(frameOf(drawn(text, page))))
        }
    }

    /** As this app shows it to another phone, on a light page or a dark one. */
    private fun drawn(text: String, page: Int): Bitmap {
        val view = QrView(RuntimeEnvironment.getApplication(), text, "")
        view.measure(View.MeasureSpec.makeMeasureSpec(SIDE, View.MeasureSpec.EXACTLY), 0)
        view.layout(0, 0, SIDE, SIDE)
        return Bitmap.createBitmap(SIDE, SIDE, Bitmap.Config.ARGB_8888).also {
            it.eraseColor(page)
            view.draw(Canvas(it))
        }
    }

    @Test
    fun where_no_code_is_none_is_read() {
        assertNull(readQr(Frame(ByteArray(640 * 480) { (it * 31 % 251).toByte() }, 640, 480)))
    }

    @Test
    fun corners_without_a_code_are_none() {
        assertNull(readQr(Qr.before(Qr.scribbled(code))))
    }

    private companion object {
        const val SIDE = 780

        /** Enough that a search by the three best corners misses some. */
        const val CODES = 150
    }
}
