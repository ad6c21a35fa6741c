package org.assent.app.screens

import org.assent.app.NOW
import org.assent.app.Samples
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Got
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.screens.request.How
import org.assent.app.screens.request.RequestEffect
import org.assent.app.screens.request.RequestInput
import org.assent.app.screens.request.RequestRules
import org.assent.app.screens.request.RequestState
import org.assent.app.screens.request.Stage
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class RequestRulesTest {
    private val asking = Samples.requestStates.getValue("asking")
    private val withNumber = asking.copy(request = asking.request!!.copy(numberDigits = 2u))

    private fun after(state: RequestState, vararg inputs: RequestInput) =
        inputs.fold(state) { now, input -> RequestRules.next(now, input).state }

    private fun failed(kind: Problem.Kind) = Got.Failed(Problem(kind, "error-internal"))

    @Test
    fun an_answer_is_sent_once_however_often_it_is_pressed() {
        val first = RequestRules.next(asking, RequestInput.Yes)
        assertEquals(listOf(RequestEffect.Send(Answer.APPROVE, null)), first.effects)
        for (again in listOf(RequestInput.Yes, RequestInput.No)) assertTrue(RequestRules.next(first.state, again).effects.isEmpty())
    }

    @Test
    fun yes_needs_all_digits_and_no_needs_none() {
        val one = after(withNumber, RequestInput.Digit('4'))
        assertTrue(RequestRules.next(one, RequestInput.Yes).effects.isEmpty())
        val two = after(one, RequestInput.Digit('2'), RequestInput.Digit('9'))
        assertEquals("42", two.number)
        assertEquals(listOf(RequestEffect.Send(Answer.APPROVE, "42")), RequestRules.next(two, RequestInput.Yes).effects)
        assertEquals(listOf(RequestEffect.Send(Answer.DENY, null)), RequestRules.next(one, RequestInput.No).effects)
        assertEquals("4", after(two, RequestInput.Erase).number)
    }

    @Test
    fun a_wrong_number_is_typed_anew() {
        val sent = after(withNumber, RequestInput.Digit('4'), RequestInput.Digit('2'), RequestInput.Yes)
        val back = after(sent, RequestInput.Answered(Answer.APPROVE, failed(Problem.Kind.NUMBER_WRONG)))
        assertEquals(Stage.Asking to "", back.stage to back.number)
        assertEquals(Problem.Kind.NUMBER_WRONG, back.problem?.kind)
    }

    @Test
    fun an_answer_that_could_not_be_sent_can_be_given_again() {
        val back = after(asking, RequestInput.Yes, RequestInput.Answered(Answer.APPROVE, failed(Problem.Kind.NO_NETWORK)))
        assertTrue(back.mayApprove && back.mayDeny)
        assertFalse(after(back, RequestInput.Yes).problem != null)
    }

    @Test
    fun time_ends_a_question_but_not_an_answer_on_its_way() {
        val late = RequestInput.Tick(asking.request!!.expiresAt)
        assertEquals(Stage.Over(How.EXPIRED), after(asking, late).stage)
        assertEquals(Stage.Sending(Answer.APPROVE), after(asking, RequestInput.Yes, late).stage)
    }

    @Test
    fun what_the_servers_say_ends_a_question_and_does_not_overwrite_an_answer() {
        for ((outcome, how) in mapOf(Outcome.APPROVED to How.SETTLED, Outcome.EXPIRED to How.EXPIRED, Outcome.CANCELLED to How.WITHDRAWN, null to How.GONE)) {
            assertEquals(Stage.Over(how), after(asking, RequestInput.Seen(null, outcome, false)).stage)
        }
        val approved = Got.Ok(Answered(Outcome.APPROVED, true))
        val over = after(asking, RequestInput.Yes, RequestInput.Seen(null, null, false), RequestInput.Answered(Answer.APPROVE, approved))
        assertEquals(Stage.Over(How.APPROVED), over.stage)
        assertEquals(Stage.Over(How.APPROVED), after(over, RequestInput.Seen(null, Outcome.APPROVED, false)).stage)
    }

    @Test
    fun it_was_not_me_is_sent_after_the_answer_and_a_mistake_is_not() {
        val denied = after(asking, RequestInput.No, RequestInput.Answered(Answer.DENY, Got.Ok(Answered(Outcome.DENIED, true))))
        assertEquals(Stage.Over(How.DENIED), denied.stage)
        assertEquals(listOf(RequestEffect.Send(Answer.REPORT, null)), RequestRules.next(denied, RequestInput.NotMe).effects)
        val mistake = RequestRules.next(denied, RequestInput.Mistake)
        assertEquals(Stage.Over(How.MISTAKE) to emptyList<RequestEffect>(), mistake.state.stage to mistake.effects)
        assertTrue(RequestRules.next(asking, RequestInput.NotMe).effects.isEmpty())
    }

    @Test
    fun a_report_that_fails_leaves_the_answer_as_it_was() {
        val yes = RequestInput.Answered(Answer.APPROVE, Got.Ok(Answered(Outcome.APPROVED, true)))
        val no = RequestInput.Answered(Answer.DENY, Got.Ok(Answered(Outcome.DENIED, true)))
        for ((answered, how) in mapOf(yes to How.APPROVED, no to How.DENIED)) {
            val sending = after(asking, answered, RequestInput.NotMe)
            assertEquals("while it is sent", how, sending.ended)
            val back = after(sending, RequestInput.Answered(Answer.REPORT, failed(Problem.Kind.NO_NETWORK)))
            assertEquals(Stage.Over(how) to Problem.Kind.NO_NETWORK, back.stage to back.problem?.kind)
        }
    }

    @Test
    fun a_report_that_comes_after_the_sign_in_went_on_never_says_that_nobody_got_in() {
        val yes = RequestInput.Answered(Answer.APPROVE, Got.Ok(Answered(Outcome.APPROVED, true)))
        for (kind in listOf(Problem.Kind.SETTLED, Problem.Kind.EXPIRED)) {
            assertEquals(Stage.Over(How.USED), after(asking, yes, RequestInput.NotMe, RequestInput.Answered(Answer.REPORT, failed(kind))).stage)
        }
    }

    @Test
    fun a_report_that_comes_late_after_a_no_says_so_and_the_no_stays() {
        val no = RequestInput.Answered(Answer.DENY, Got.Ok(Answered(Outcome.DENIED, true)))
        val late = after(asking, no, RequestInput.NotMe, RequestInput.Answered(Answer.REPORT, failed(Problem.Kind.SETTLED)))
        assertEquals(Stage.Over(How.DENIED) to Problem.Kind.SETTLED, late.stage to late.problem?.kind)
    }

    @Test
    fun who_reported_is_led_to_the_password() {
        val reported = asking.copy(stage = Stage.Over(How.REPORTED))
        assertEquals(listOf(RequestEffect.OpenSecurityPage), RequestRules.next(reported, RequestInput.ChangePassword).effects)
        assertEquals("error-no-browser", after(reported, RequestInput.NoBrowser).problem?.key)
    }

    @Test
    fun a_request_that_is_gone_has_nothing_to_answer() {
        val gone = RequestRules.first(null, NOW).state
        assertFalse(gone.mayApprove || gone.mayDeny)
        assertEquals(Stage.Over(How.GONE), gone.stage)
    }
}
