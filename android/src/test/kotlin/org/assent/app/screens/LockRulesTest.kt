package org.assent.app.screens

import org.assent.app.Samples
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screens.lock.LockEffect
import org.assent.app.screens.lock.LockInput
import org.assent.app.screens.lock.LockRules
import org.assent.app.screens.lock.LockState
import org.assent.app.screens.lock.Way
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class LockRulesTest {
    private val status = Samples.lockStates.getValue("locked").status!!
    private val rules = LockRules

    private fun seen(state: LockState = LockState(), status: org.assent.app.bridge.Status = this.status) =
        rules.next(state, LockInput.Seen(Got.Ok(status)))

    @Test
    fun the_hardware_is_asked_at_once_and_only_once() {
        val first = seen()
        assertTrue(first.state.isOpening && (first.effects.single() as LockEffect.Open).way == Way.HARDWARE)
        val refused = rules.next(first.state, LockInput.Opened(Got.Failed(Problem(Problem.Kind.NOT_CONFIRMED, "error-key-not-confirmed"))))
        assertNull("who did not confirm knows it", refused.state.problem)
        assertTrue(seen(refused.state).effects.isEmpty())
    }

    @Test
    fun without_hardware_the_pin_is_asked_and_without_pin_the_recovery_key() {
        assertEquals(Way.PIN, seen(status = status.copy(byHardware = false)).state.way)
        assertEquals(Way.RECOVERY_KEY, seen(status = status.copy(byHardware = false, pinTriesLeft = null)).state.way)
    }

    @Test
    fun a_wrong_pin_says_how_many_tries_are_left_and_reads_them_anew() {
        val wrong = Problem(Problem.Kind.WRONG_PIN, "error-pin-wrong", "9", 9)
        val after = rules.next(LockState(status, Way.PIN, isOpening = true), LockInput.Opened(Got.Failed(wrong)))
        assertEquals(wrong to listOf<LockEffect>(LockEffect.See), after.state.problem to after.effects)
        assertTrue(!after.state.isOpening)
    }

    @Test
    fun nothing_is_tried_twice_at_once() {
        val opening = LockState(status, Way.PIN, isOpening = true)
        assertTrue(rules.next(opening, LockInput.Unlock(byteArrayOf(1))).effects.isEmpty())
    }

    @Test
    fun opened_it_closes() {
        assertEquals(listOf<LockEffect>(LockEffect.Close), rules.next(LockState(status), LockInput.Opened(Got.Ok(Unit))).effects)
    }
}
