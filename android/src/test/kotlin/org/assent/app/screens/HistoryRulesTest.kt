package org.assent.app.screens

import org.assent.app.NOW
import org.assent.app.Samples
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Got
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.screens.history.HistoryEffect
import org.assent.app.screens.history.HistoryInput
import org.assent.app.screens.history.HistoryRules
import org.assent.app.screens.history.HistoryState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class HistoryRulesTest {
    private val rules = HistoryRules
    private val open = Samples.historyStates.getValue("entry")
    private val entry = open.open!!

    private fun after(state: HistoryState, vararg inputs: HistoryInput) = inputs.fold(state) { now, input -> rules.next(now, input).state }

    @Test
    fun it_is_read_again_when_it_comes_up_again() {
        assertEquals(listOf<HistoryEffect>(HistoryEffect.Read), rules.next(open, HistoryInput.Changed).effects)
    }

    @Test
    fun it_was_not_me_is_sent_once_and_shown_where_it_was_said() {
        val sending = rules.next(open, HistoryInput.NotMe)
        assertEquals(listOf(HistoryEffect.Report(entry.request)), sending.effects)
        assertTrue(rules.next(sending.state, HistoryInput.NotMe).effects.isEmpty())
        val sent = rules.next(sending.state, HistoryInput.Reported(entry.request, Got.Ok(Answered(Outcome.DENIED, true))))
        assertEquals(listOf<HistoryEffect>(HistoryEffect.Read), sent.effects)
        val reported = entry.copy(answer = Answer.REPORT, outcome = Outcome.DENIED)
        assertEquals(reported, after(sent.state, HistoryInput.Read(Got.Ok(listOf(reported)), NOW)).open)
    }

    @Test
    fun it_was_not_me_is_offered_for_a_quarter_of_an_hour() {
        assertTrue(open.copy(now = entry.answeredAt + 899).mayReport(entry))
        assertFalse(open.copy(now = entry.answeredAt + 900).mayReport(entry))
        assertFalse(open.mayReport(entry.copy(answer = Answer.REPORT)))
    }

    @Test
    fun a_sign_in_that_went_on_leads_to_the_password_and_any_other_trouble_is_said() {
        val sending = after(open, HistoryInput.NotMe)
        val failed = { kind: Problem.Kind -> after(sending, HistoryInput.Reported(entry.request, Got.Failed(Problem(kind, "error-internal")))) }
        assertTrue(failed(Problem.Kind.SETTLED).run { isUsed && problem == null })
        assertTrue(failed(Problem.Kind.NO_NETWORK).run { !isUsed && problem != null && mayReport(entry) })
        assertEquals(listOf(HistoryEffect.OpenSecurityPage(entry.account)), rules.next(open, HistoryInput.ChangePassword).effects)
    }
}
