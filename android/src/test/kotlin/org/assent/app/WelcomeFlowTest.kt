package org.assent.app

import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** The first run. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class WelcomeFlowTest {
    private val hand = Hand(choosesLock = false).also { it.sees("Welcome to Assent") }

    @Test
    fun the_phone_s_own_lock_is_one_touch() {
        hand.press("Fingerprint, face or screen lock")
        hand.sees("No account yet")
    }

    @Test
    fun a_pin_that_is_refused_is_chosen_anew_and_opens_from_then_on() {
        hand.press("Also a PIN of its own")
        typePin("123456")
        hand.sees("The PIN only counts up or down.")
        typePin("480137")
        hand.sees("No account yet")
        hand.touch(R.id.settings)
        hand.sees("Set. Tap to change it.")
    }

    @Test
    fun who_leaves_before_choosing_is_asked_again() {
        hand.controller.pause().stop()
        hand.controller.restart().start().resume()
        hand.sees("Welcome to Assent")
    }

    private fun typePin(pin: String) {
        hand.type("New PIN", pin)
        hand.type("The same again", pin)
        hand.press("Save")
    }
}
