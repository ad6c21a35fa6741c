package org.assent.app

import android.graphics.RectF
import android.util.Size
import android.view.Surface
import org.assent.app.platform.fitOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

@RunWith(AppRunner::class)
@Config(application = android.app.Application::class)
class PreviewFitTest {
    @Test
    fun a_picture_fills_its_box_unstretched_however_the_phone_is_held() {
        val turns = listOf(Surface.ROTATION_0, Surface.ROTATION_90, Surface.ROTATION_180, Surface.ROTATION_270)
        for (picture in listOf(Size(720, 1280), Size(1280, 720))) for (box in listOf(Size(390, 330), Size(800, 160))) for (turn in turns) {
            val whole = RectF(0f, 0f, box.width.toFloat(), box.height.toFloat())
            val drawn = RectF(whole).also { fitOf(box, picture, turn).mapRect(it) }
            val isOnSide = turn == Surface.ROTATION_90 || turn == Surface.ROTATION_270
            val expected = if (isOnSide) picture.height.toFloat() / picture.width else picture.width.toFloat() / picture.height
            assertEquals("$picture $box $turn", expected, drawn.width() / drawn.height(), 0.01f)
            drawn.inset(-0.5f, -0.5f)
            assertTrue("$picture $box $turn: $drawn", drawn.contains(whole))
        }
    }
}
