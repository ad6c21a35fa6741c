package org.assent.app

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.graphics.Path
import android.graphics.drawable.AdaptiveIconDrawable
import android.graphics.drawable.Drawable
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

private const val SIZE = 432
private const val DP = SIZE / 108f

/** The launcher's icon under the masks that launchers have. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, sdk = [34])
class IconTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val icon = context.getDrawable(context.applicationInfo.icon) as AdaptiveIconDrawable

    /** Launchers cut as they like outside a circle of 66 of the 108. */
    @Test
    fun no_mask_cuts_the_mark() {
        val mark = draw { paint(icon.foreground) }
        val cut = (0 until SIZE).flatMap { x -> (0 until SIZE).map { y -> x to y } }
            .filter { (x, y) -> Color.alpha(mark.getPixel(x, y)) != 0 && Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0) > 33 * DP }
        assertEquals(emptyList<Pair<Int, Int>>(), cut)
    }

    @Test
    fun the_ground_leaves_no_hole() {
        val ground = draw { paint(icon.background) }
        assertEquals(255, (0 until SIZE).minOf { x -> (0 until SIZE).minOf { y -> Color.alpha(ground.getPixel(x, y)) } })
    }

    /** Round, square with round corners, and in the colours of a theme: to be looked at. */
    @Test
    fun it_has_a_picture() {
        val all = Bitmap.createBitmap(SIZE * 3, SIZE, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(all).apply { drawColor(Color.LTGRAY) }
        val round = Path().apply { addCircle(SIZE / 2f, SIZE / 2f, 36 * DP, Path.Direction.CW) }
        val square = Path().apply { addRoundRect(18 * DP, 18 * DP, 90 * DP, 90 * DP, 20 * DP, 20 * DP, Path.Direction.CW) }
        val themed = draw {
            drawColor(Color.rgb(0xD5, 0xE8, 0xE5))
            paint(icon.monochrome!!.mutate().apply { setTint(Color.rgb(0x0A, 0x35, 0x32)) })
        }
        val whole = draw { paint(icon.background).also { paint(icon.foreground) } }
        listOf(whole to round, whole to square, themed to round).forEachIndexed { at, (picture, mask) ->
            canvas.save()
            canvas.translate(at * SIZE.toFloat(), 0f)
            canvas.clipPath(mask)
            canvas.drawBitmap(picture, 0f, 0f, Paint())
            canvas.restore()
        }
        Pictures.write(all, "icon")
    }

    private fun draw(how: Canvas.() -> Unit) = Bitmap.createBitmap(SIZE, SIZE, Bitmap.Config.ARGB_8888).also { Canvas(it).how() }

    private fun Canvas.paint(what: Drawable) {
        what.setBounds(0, 0, SIZE, SIZE)
        what.draw(this)
    }
}
