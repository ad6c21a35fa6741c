/** Several requests at once: the states and rules of their list. */
package org.assent.app.screens.requests

import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Request
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules

data class RequestsState(
    val requests: List<Request>,
    val now: Long,
    /** NO to all is on its way to these. */
    val denying: Set<String> = emptySet(),
    val problem: Problem? = null,
) {
    fun left(request: Request): Long = (request.expiresAt - now).coerceAtLeast(0)
}

sealed interface RequestsInput {
    data class Seen(val requests: List<Request>) : RequestsInput
    data class Tick(val now: Long) : RequestsInput
    data class Opens(val id: String) : RequestsInput
    data object NoToAll : RequestsInput
    data class Denied(val id: String, val got: Got<Answered>) : RequestsInput
}

sealed interface RequestsEffect {
    data class Send(val id: String, val answer: Answer) : RequestsEffect
    data class Go(val place: Place) : RequestsEffect
    /** The question that may lie open below: NO to all answers it. */
    data class CloseRequest(val id: String) : RequestsEffect
    data object Close : RequestsEffect
}

object RequestsRules : Rules<RequestsState, RequestsInput, RequestsEffect> {
    override fun next(state: RequestsState, input: RequestsInput): Next<RequestsState, RequestsEffect> = when (input) {
        is RequestsInput.Seen -> seen(state, input.requests)
        is RequestsInput.Tick -> Next(state.copy(now = input.now))
        is RequestsInput.Opens -> Next(state, listOf(RequestsEffect.Go(Place.Request(input.id))))
        RequestsInput.NoToAll -> denyAll(state)
        is RequestsInput.Denied -> denied(state, input)
    }

    private fun seen(state: RequestsState, requests: List<Request>): Next<RequestsState, RequestsEffect> {
        val effects = if (requests.isEmpty()) listOf(RequestsEffect.Close) else emptyList()
        return Next(state.copy(requests = requests, denying = state.denying intersect requests.map { it.id }.toSet()), effects)
    }

    /** Each is answered once: those on their way are left out. */
    private fun denyAll(state: RequestsState): Next<RequestsState, RequestsEffect> {
        val ids = state.requests.map { it.id } - state.denying
        val sent = ids.flatMap { listOf(RequestsEffect.CloseRequest(it), RequestsEffect.Send(it, Answer.DENY)) }
        return Next(state.copy(denying = state.denying + ids, problem = null), sent)
    }

    /** What is over without us is no failure: nobody got in by this phone. */
    private fun denied(state: RequestsState, denied: RequestsInput.Denied): Next<RequestsState, RequestsEffect> {
        val problem = (denied.got as? Got.Failed)?.problem
        if (problem != null && !problem.isOver) return Next(state.copy(denying = state.denying - denied.id, problem = problem))
        return seen(state, state.requests.filter { it.id != denied.id })
    }
}
