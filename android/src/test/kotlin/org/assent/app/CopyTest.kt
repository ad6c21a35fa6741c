package org.assent.app

import android.content.ClipData
import android.content.ClipboardManager
import java.util.concurrent.TimeUnit
import org.assent.app.platform.Outside
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowClipboardManager
import org.robolectric.shadows.ShadowLooper

/** A code that was copied does not stay on the clipboard. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, shadows = [CopyTest.Clipboard::class])
class CopyTest {
    private val activity = Robolectric.buildActivity(PlainActivity::class.java).setup().get()
    private val clipboard = activity.getSystemService(ClipboardManager::class.java)
    private val outside = Outside(activity)

    @After
    fun focus() {
        Clipboard.isShut = false
    }

    @Test
    fun after_half_a_minute_it_is_cleared() {
        outside.copy("473441")
        pass(29)
        assertEquals("473441", copied())
        pass(1)
        assertEquals(null, copied())
    }

    @Test
    fun it_is_cleared_also_behind_another_app_where_nothing_can_be_read() {
        outside.copy("473441")
        Clipboard.isShut = true
        pass(30)
        Clipboard.isShut = false
        assertEquals(null, copied())
    }

    @Test
    fun what_was_copied_elsewhere_since_stays() {
        outside.copy("473441")
        clipboard.setPrimaryClip(ClipData.newPlainText("", "a poem"))
        pass(30)
        assertEquals("a poem", copied())
    }

    @Test
    fun each_code_has_its_own_half_a_minute() {
        outside.copy("473441")
        pass(20)
        outside.copy("473441")
        pass(20)
        assertEquals("473441", copied())
    }

    private fun pass(secs: Long) = ShadowLooper.idleMainLooper(secs, TimeUnit.SECONDS)

    private fun copied(): String? = clipboard.primaryClip?.getItemAt(0)?.text?.toString()

    /** As from Android 10 on: who is not in front reads nothing. */
    @Implements(ClipboardManager::class)
    class Clipboard : ShadowClipboardManager() {
        @Implementation
        override fun getPrimaryClip(): ClipData? = if (isShut) null else super.getPrimaryClip()

        companion object {
            var isShut = false
        }
    }
}
