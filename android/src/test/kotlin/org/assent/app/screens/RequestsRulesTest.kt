package org.assent.app.screens

import org.assent.app.Samples
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Got
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.screens.requests.RequestsEffect
import org.assent.app.screens.requests.RequestsInput
import org.assent.app.screens.requests.RequestsRules
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class RequestsRulesTest {
    private val two = Samples.requestsStates.getValue("two")
    private val rules = RequestsRules

    @Test
    fun no_to_all_is_sent_once_to_each() {
        val all = rules.next(two, RequestsInput.NoToAll)
        assertEquals(sent("r1") + sent("r2"), all.effects)
        assertTrue(rules.next(all.state, RequestsInput.NoToAll).effects.isEmpty())
    }

    @Test
    fun the_list_closes_when_the_last_is_over_whoever_ended_it() {
        val one = rules.next(two, RequestsInput.Denied("r1", Got.Ok(Answered(Outcome.DENIED, true))))
        assertTrue(one.effects.isEmpty())
        val expired = Got.Failed(Problem(Problem.Kind.EXPIRED, "error-expired"))
        val none = rules.next(one.state, RequestsInput.Denied("r2", expired))
        assertEquals(listOf(RequestsEffect.Close), none.effects)
        assertEquals(listOf(RequestsEffect.Close), rules.next(two, RequestsInput.Seen(emptyList())).effects)
    }

    @Test
    fun what_could_not_be_sent_can_be_sent_again() {
        val all = rules.next(two, RequestsInput.NoToAll).state
        val failed = rules.next(all, RequestsInput.Denied("r1", Got.Failed(Problem(Problem.Kind.NO_NETWORK, "error-no-network")))).state
        assertEquals(Problem.Kind.NO_NETWORK to setOf("r2"), failed.problem?.kind to failed.denying)
        assertEquals(sent("r1"), rules.next(failed, RequestsInput.NoToAll).effects)
    }

    private fun sent(id: String) = listOf(RequestsEffect.CloseRequest(id), RequestsEffect.Send(id, Answer.DENY))
}
