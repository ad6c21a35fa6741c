package org.assent.app

import android.view.View
import android.view.ViewGroup
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** What is read from this screen elsewhere does not go dark meanwhile, and nothing else keeps the screen on. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, qualifiers = PHONE)
class ScreenOnTest {
    @Test
    fun codes_and_pictures_for_elsewhere_keep_the_screen_on() {
        val kept = everyState.filter { it.screen in setOf("link", "move-out", "move-in") && staysOn(it.open().window.decorView) }.map { it.name }
        assertEquals(EXPECTED, kept)
    }

    private fun staysOn(view: View): Boolean =
        view.keepScreenOn || view is ViewGroup && (0 until view.childCount).any { staysOn(view.getChildAt(it)) }

    private companion object {
        val EXPECTED = listOf("link-code", "move-out-showing", "move-out-wrong-code", "move-in-code", "move-in-one-stays")
    }
}
