package org.assent.app

import org.assent.app.phone.ShadowPrompt
import org.assent.app.phone.setPhoneLock
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
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

    private fun lock() {
        hand.touch(R.id.settings)
        hand.press("Lock now")
        hand.sees("Assent is locked")
    }
}
