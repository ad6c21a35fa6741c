package org.assent.app.screens

import org.assent.app.bridge.Got
import org.assent.app.screens.welcome.WelcomeEffect
import org.assent.app.screens.welcome.WelcomeInput
import org.assent.app.screens.welcome.WelcomeRules
import org.assent.app.screens.welcome.WelcomeState
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class WelcomeRulesTest {
    private val typing = WelcomeState(isTyping = true)

    @Test
    fun the_lock_is_made_once_even_if_touched_twice() {
        val first = WelcomeRules.next(WelcomeState(), WelcomeInput.ByPhone)
        assertEquals(null, (first.effects.single() as WelcomeEffect.Make).pin)
        assertTrue(WelcomeRules.next(first.state, WelcomeInput.ByPhone).effects.isEmpty())
        val back = WelcomeRules.next(first.state, WelcomeInput.Back)
        assertTrue(WelcomeRules.next(back.state, WelcomeInput.ByPhone).effects.isEmpty())
        assertEquals(listOf<WelcomeEffect>(WelcomeEffect.Close), WelcomeRules.next(back.state, WelcomeInput.Made(Got.Ok(Unit))).effects)
    }

    @Test
    fun two_different_pins_make_nothing_and_leave_no_trace() {
        val (pin, again) = byteArrayOf(1, 2) to byteArrayOf(1, 3)
        val next = WelcomeRules.next(typing, WelcomeInput.SetPin(pin, again))
        assertTrue(next.effects.isEmpty())
        assertEquals("error-pin-differs", next.state.problem?.key)
        assertArrayEquals(ByteArray(4), pin + again)
    }
}
