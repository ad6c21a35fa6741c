package org.assent.app.screens.request

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.Watching
import org.assent.app.bridge.Update
import org.assent.app.openSecurityPage
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun requestScreen(parts: Parts, id: String): Screen {
    val request = parts.inbox.find(id)
    val work = RequestWork(parts, id, request?.account.orEmpty())
    val model = Model(RequestRules.first(request, parts.now()), RequestRules, work)
    work.start(model::send)
    return ScreenOf(model, make = ::RequestView)
}

private class RequestWork(private val parts: Parts, private val id: String, private val account: String) : Work<RequestEffect, RequestInput> {
    private val watching = Watching(parts)

    fun start(send: (RequestInput) -> Unit) = watching.start({ send(RequestInput.Tick(it)) }, { send(seen(it)) })

    override fun begin(effect: RequestEffect, send: (RequestInput) -> Unit) {
        when (effect) {
            is RequestEffect.Send -> parts.scope.launch {
                send(RequestInput.Answered(effect.answer, parts.assent.answer(id, effect.answer, effect.number)))
            }
            RequestEffect.OpenSecurityPage -> parts.scope.launch { if (!parts.openSecurityPage(account)) send(RequestInput.NoBrowser) }
            RequestEffect.Close -> parts.stack.close(Place.Request(id))
        }
    }

    override fun end() = watching.end()

    private fun seen(update: Update) = RequestInput.Seen(
        update.requests.find { it.id == id },
        update.ended.find { it.request.id == id }?.outcome,
        update.isCrowded,
    )
}
