package org.assent.app.screens

import org.assent.app.Samples
import org.assent.app.bridge.Got
import org.assent.app.screens.damaged.DamagedEffect
import org.assent.app.screens.damaged.DamagedInput
import org.assent.app.screens.damaged.DamagedRules
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class DamagedRulesTest {
    private val all = Samples.damagedStates.getValue("content")
    private val one = Samples.damagedStates.getValue("account")

    @Test
    fun nothing_is_given_up_by_one_touch() {
        val chosen = DamagedRules.next(all, DamagedInput.Choose(all.records!![0]))
        assertTrue(chosen.effects.isEmpty())
        assertEquals(listOf(DamagedEffect.Forget(one.chosen!!)), DamagedRules.next(chosen.state, DamagedInput.Forget).effects)
        assertNull(DamagedRules.next(chosen.state, DamagedInput.Back).state.chosen)
    }

    @Test
    fun what_was_given_up_leaves_the_list_and_the_last_one_closes_it() {
        val forgotten = DamagedRules.next(one, DamagedInput.Forgotten(Got.Ok(true)))
        assertEquals(null to listOf<DamagedEffect>(DamagedEffect.Read), forgotten.state.chosen to forgotten.effects)
        assertEquals(listOf<DamagedEffect>(DamagedEffect.Close), DamagedRules.next(forgotten.state, DamagedInput.Read(Got.Ok(emptyList()))).effects)
    }
}
