package org.assent.app.screens.requests

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.Watching
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun requestsScreen(parts: Parts): Screen {
    val work = RequestsWork(parts)
    val first = RequestsState(parts.inbox.last?.requests.orEmpty(), parts.now())
    val model = Model(Next(first), RequestsRules, work)
    work.start(model::send)
    return ScreenOf(model, make = ::RequestsView)
}

private class RequestsWork(private val parts: Parts) : Work<RequestsEffect, RequestsInput> {
    private val watching = Watching(parts)

    fun start(send: (RequestsInput) -> Unit) =
        watching.start({ send(RequestsInput.Tick(it)) }, { send(RequestsInput.Seen(it.requests)) })

    override fun begin(effect: RequestsEffect, send: (RequestsInput) -> Unit) {
        when (effect) {
            is RequestsEffect.Send -> parts.scope.launch {
                send(RequestsInput.Denied(effect.id, parts.assent.answer(effect.id, effect.answer, null)))
            }
            is RequestsEffect.Go -> parts.stack.go(effect.place)
            is RequestsEffect.CloseRequest -> parts.stack.close(Place.Request(effect.id))
            RequestsEffect.Close -> parts.stack.close(Place.Requests)
        }
    }

    override fun end() = watching.end()
}
