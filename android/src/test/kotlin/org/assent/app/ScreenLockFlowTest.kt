package org.assent.app

import android.content.Intent
import org.assent.app.phone.ShadowPrompt
import org.assent.app.phone.setPhoneLock
import org.assent.app.wake.unifiedpush.PushReceiver
import org.assent.app.wake.unifiedpush.UnifiedPush
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Android 9, where the system's prompt asks for a finger alone, on a phone that has a screen lock. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, sdk = [28], shadows = [ShadowPrompt::class])
class ScreenLockFlowTest {
    private val hand = Hand().also { it.sees("No account yet") }
    private val system = SystemWindows(hand)

    @Test
    fun without_a_finger_the_screen_lock_opens_and_who_goes_back_stays_out() {
        setPhoneLock(hand.app, isThere = true, knowsFinger = false)
        lock()
        system.asksForLock(isOwner = false)
        hand.press("Unlock")
        system.asksForLock(isOwner = true)
        hand.sees("No account yet")
        assertNull(ShadowPrompt.asked)
    }

    @Test
    fun after_too_many_wrong_fingers_the_screen_lock_opens() {
        hand.lockPhone()
        lock()
        hand.prompt().lockOut()
        system.asksForLock(isOwner = true)
        hand.sees("No account yet")
    }

    @Test
    fun where_a_yes_asks_nobody_the_notification_opens_the_app_and_its_lock() {
        setPhoneLock(hand.app, isThere = true, knowsFinger = false)
        val walk = Walk(hand = hand).linked()
        walk.knownBy(TOKEN)
        hand.hide()
        val asked = walk.scene.ask()
        PushReceiver().onReceive(hand.app, Intent(UnifiedPush.MESSAGE).putExtra(UnifiedPush.EXTRA_TOKEN, TOKEN).putExtra(UnifiedPush.EXTRA_BYTES, ByteArray(0)))
        val yes = hand.note("Are you signing in to Wiki?").actions.single { it.title == "YES" }
        assertEquals(MainActivity::class.java.name, shadowOf(yes.actionIntent).savedIntent.component?.className)
        hand.controller.restart().resume()
        hand.sees("Assent is locked")
        assertEquals("pending", walk.scene.status(asked))
        system.asksForLock(isOwner = true)
        hand.sees("Are you signing in to Wiki?")
    }

    private fun lock() {
        hand.touch(R.id.settings)
        hand.press("Lock now")
        hand.sees("Assent is locked")
    }

    private companion object {
        const val TOKEN = "0123456789abcdef"
    }
}
