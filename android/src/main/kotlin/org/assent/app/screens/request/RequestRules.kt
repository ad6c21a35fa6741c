package org.assent.app.screens.request

import org.assent.app.bridge.Answer
import org.assent.app.bridge.Got
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Request
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

object RequestRules : Rules<RequestState, RequestInput, RequestEffect> {
    fun first(request: Request?, now: Long) =
        Next<RequestState, RequestEffect>(
            RequestState(request, now, stage = if (request == null) Stage.Over(How.GONE) else Stage.Asking),
        )

    override fun next(state: RequestState, input: RequestInput): Next<RequestState, RequestEffect> = when (input) {
        RequestInput.Yes -> if (state.mayApprove) send(state, Answer.APPROVE) else Next(state)
        RequestInput.No -> if (state.mayDeny) send(state, Answer.DENY) else Next(state)
        RequestInput.NotMe -> if (state.stage is Stage.Over) send(state, Answer.REPORT, after = state.stage.how) else Next(state)
        RequestInput.Mistake -> Next(state.copy(stage = Stage.Over(How.MISTAKE)))
        is RequestInput.Digit -> Next(typed(state, input.digit))
        RequestInput.Erase -> Next(state.copy(number = state.number.dropLast(1), problem = null))
        is RequestInput.Tick -> Next(tick(state, input.now))
        is RequestInput.Answered -> Next(answered(state, input))
        is RequestInput.Seen -> Next(seen(state, input))
        RequestInput.Done -> Next(state, listOf(RequestEffect.Close))
        RequestInput.ChangePassword -> Next(state.copy(problem = null), listOf(RequestEffect.OpenSecurityPage))
        RequestInput.NoBrowser -> Next(state.copy(problem = Problem(Problem.Kind.OTHER, "error-no-browser")))
    }

    private fun send(state: RequestState, answer: Answer, after: How? = null): Next<RequestState, RequestEffect> {
        val number = state.number.takeIf { answer == Answer.APPROVE && it.isNotEmpty() }
        val sending = state.copy(stage = Stage.Sending(answer, after), problem = null)
        return Next(sending, listOf(RequestEffect.Send(answer, number)))
    }

    private fun typed(state: RequestState, digit: Char): RequestState {
        val isTaken = state.stage == Stage.Asking && digit in '0'..'9' && state.number.length < state.digits
        return if (isTaken) state.copy(number = state.number + digit, problem = null) else state
    }

    /** Only who is asked runs out of time: an answer that is on its way goes on to its end. */
    private fun tick(state: RequestState, now: Long): RequestState {
        val later = state.copy(now = now)
        return if (later.stage == Stage.Asking && later.left == 0L) later.copy(stage = Stage.Over(How.EXPIRED)) else later
    }

    private fun answered(state: RequestState, answered: RequestInput.Answered): RequestState =
        when (val got = answered.got) {
            is Got.Ok -> state.copy(stage = Stage.Over(howOf(answered.answer)))
            is Got.Failed -> state.ended?.let { notReported(state, it, got.problem) } ?: failed(state, got.problem)
        }

    /** A report comes after an answer, which stays as it was. What a YES let in can't be kept out any more. */
    private fun notReported(state: RequestState, before: How, problem: Problem): RequestState {
        if (problem.isOver && before == How.APPROVED) return state.copy(stage = Stage.Over(How.USED))
        return state.copy(stage = Stage.Over(before), problem = problem)
    }

    private fun failed(state: RequestState, problem: Problem): RequestState = when (problem.kind) {
        Problem.Kind.EXPIRED -> state.copy(stage = Stage.Over(How.EXPIRED))
        Problem.Kind.SETTLED -> state.copy(stage = Stage.Over(How.SETTLED))
        Problem.Kind.NUMBER_WRONG -> state.copy(stage = Stage.Asking, number = "", problem = problem)
        else -> state.copy(stage = Stage.Asking, problem = problem)
    }

    /** What this phone answers, or has answered, is not overwritten by what the servers say of it. */
    private fun seen(state: RequestState, seen: RequestInput.Seen): RequestState {
        val told = state.copy(isCrowded = seen.isCrowded)
        if (state.stage != Stage.Asking || seen.request != null) return told
        return told.copy(stage = Stage.Over(endOf(seen.outcome)))
    }

    private fun howOf(answer: Answer) = when (answer) {
        Answer.APPROVE -> How.APPROVED
        Answer.DENY -> How.DENIED
        Answer.REPORT -> How.REPORTED
    }

    private fun endOf(outcome: Outcome?) = when (outcome) {
        Outcome.APPROVED, Outcome.DENIED -> How.SETTLED
        Outcome.EXPIRED -> How.EXPIRED
        Outcome.CANCELLED -> How.WITHDRAWN
        null -> How.GONE
    }
}
