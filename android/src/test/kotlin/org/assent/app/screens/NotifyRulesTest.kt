package org.assent.app.screens

import org.assent.app.screens.notify.Chain
import org.assent.app.screens.notify.Distributor
import org.assent.app.screens.notify.Found
import org.assent.app.screens.notify.NotifyEffect
import org.assent.app.screens.notify.NotifyFacts
import org.assent.app.screens.notify.NotifyInput
import org.assent.app.screens.notify.NotifyRules
import org.assent.app.screens.notify.NotifyState
import org.assent.app.screens.notify.NotifyStep
import org.assent.app.wake.WakeWay
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class NotifyRulesTest {
    private val ntfy = Distributor("io.heckel.ntfy", "ntfy")
    private val other = Distributor("org.other", "Other")

    private fun with(vararg there: Distributor) = NotifyState(NotifyFacts(isAllowed = true, WakeWay.OPENING, there.toList(), null))

    private fun chosen(state: NotifyState, way: WakeWay) = NotifyRules.next(state, NotifyInput.Choose(way))

    @Test
    fun one_distributor_is_taken_of_two_one_is_chosen_and_of_none_none() {
        assertEquals(listOf(NotifyEffect.Choose(WakeWay.UNIFIED_PUSH, ntfy.app)), chosen(with(ntfy), WakeWay.UNIFIED_PUSH).effects)
        val both = chosen(with(ntfy, other), WakeWay.UNIFIED_PUSH)
        assertEquals(NotifyStep.DISTRIBUTORS to emptyList<NotifyEffect>(), both.state.step to both.effects)
        val by = NotifyRules.next(both.state, NotifyInput.By(other.app))
        assertEquals(NotifyStep.LIST to listOf(NotifyEffect.Choose(WakeWay.UNIFIED_PUSH, other.app)), by.state.step to by.effects)
        val none = chosen(with(), WakeWay.UNIFIED_PUSH)
        assertEquals(NotifyStep.DISTRIBUTORS to emptyList<NotifyEffect>(), none.state.step to none.effects)
    }

    @Test
    fun another_way_lets_go_of_the_distributor() {
        assertEquals(listOf(NotifyEffect.Choose(WakeWay.CONNECTION, null)), chosen(with(ntfy), WakeWay.CONNECTION).effects)
    }

    @Test
    fun the_test_goes_on_after_a_broken_link_to_the_last() {
        var next = NotifyRules.next(with(ntfy), NotifyInput.Test)
        for (link in Chain.entries) {
            assertEquals(listOf(NotifyEffect.Test(link)), next.effects)
            next = NotifyRules.next(next.state, NotifyInput.Tested(link, if (link == Chain.WAY) Found.BROKEN else Found.WORKS))
        }
        assertTrue(next.effects.isEmpty() && !next.state.isTesting)
        assertEquals(listOf(Chain.WAY), next.state.test.filterValues { it == Found.BROKEN }.keys.toList())
    }

    @Test
    fun who_goes_back_hears_no_more_of_the_test() {
        val testing = NotifyRules.next(with(ntfy), NotifyInput.Test).state
        val back = NotifyRules.next(testing, NotifyInput.Back).state
        assertEquals(back, NotifyRules.next(back, NotifyInput.Tested(Chain.ALLOWED, Found.WORKS)).state)
        assertEquals(listOf<NotifyEffect>(NotifyEffect.Close), NotifyRules.next(back, NotifyInput.Back).effects)
    }
}
