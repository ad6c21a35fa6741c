package org.assent.app

import org.assent.app.phone.ShadowPrompt
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** The lock, as a person meets it. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class LockFlowTest {
    private val hand = Hand().also { it.sees("No account yet") }

    @Test
    fun a_wrong_pin_says_how_many_tries_are_left_and_the_right_one_opens() {
        setPin("480137")
        lockWithoutFinger()
        hand.press("Use the PIN")
        for (left in listOf(9, 8)) {
            unlockBy("480138")
            hand.sees("Wrong PIN. Tries left: $left.")
        }
        unlockBy("480137")
        hand.sees("No account yet")
    }

    @Test
    fun turning_the_phone_while_the_pin_is_checked_undoes_nothing() {
        setPin("480137")
        lockWithoutFinger()
        hand.press("Use the PIN")
        unlockBy("480137")
        hand.controller.recreate()
        hand.sees("No account yet")
    }

    @Test
    fun an_old_window_that_goes_late_leaves_the_newer_one_alone() {
        val newer = Hand(choosesLock = false)
        hand.controller.pause().stop().destroy()
        newer.touch(R.id.add)
        newer.press("Type it in")
        newer.sees("Website")
        check(newer.parts.door.isOpen)
    }

    @Test
    fun a_pin_that_is_typed_differently_or_too_simple_changes_nothing() {
        hand.touch(R.id.settings)
        hand.press("PIN")
        typePin("480137", "480138")
        hand.sees("The two PINs differ.")
        typePin("123456", "123456")
        hand.sees("The PIN only counts up or down.")
    }

    @Test
    fun locked_nothing_is_on_the_screen() {
        hand.adds("Forge")
        lockWithoutFinger()
        check(hand.texts().none { "Forge" in it })
        hand.press("Unlock")
        hand.prompt().confirm()
        hand.sees("Forge")
    }

    private fun setPin(pin: String) {
        hand.touch(R.id.settings)
        hand.press("PIN")
        typePin(pin, pin)
        hand.sees("Set. Tap to change it.")
        hand.touch(R.id.back)
    }

    private fun typePin(pin: String, again: String) {
        hand.type("New PIN", pin)
        hand.type("The same again", again)
        hand.press("Save")
    }

    private fun lockWithoutFinger() {
        hand.lockPhone()
        hand.touch(R.id.settings)
        hand.press("Lock now")
        hand.sees("Assent is locked")
        hand.prompt().cancel()
        hand.find(R.id.unlock)
    }

    private fun unlockBy(pin: String) {
        (hand.find(R.id.typed) as android.widget.TextView).text = pin
        hand.press("Unlock")
    }
}
