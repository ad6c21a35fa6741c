package org.assent.app.screens.notify

import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work
import org.assent.app.wake.WakeWay

fun notifyScreen(parts: Parts): Screen {
    val model = Model(NotifyRules.first(), NotifyRules, NotifyWork(parts))
    return ScreenOf(model, NotifyInput.Back, { it.step != NotifyStep.LIST }, ::NotifyView)
}

private class NotifyWork(private val parts: Parts) : Work<NotifyEffect, NotifyInput> {
    private val jobs = mutableListOf<Job>()

    override fun begin(effect: NotifyEffect, send: (NotifyInput) -> Unit) {
        when (effect) {
            NotifyEffect.Read -> send(NotifyInput.Read(facts()))
            is NotifyEffect.Choose -> jobs += parts.scope.launch {
                choose(effect)
                send(NotifyInput.Read(facts()))
            }
            NotifyEffect.Allow -> parts.askToNotify()
            is NotifyEffect.Test -> jobs += parts.scope.launch {
                val found = look(effect.link)
                send(NotifyInput.Read(facts()))
                send(NotifyInput.Tested(effect.link, found))
            }
            NotifyEffect.Close -> parts.stack.close(Place.Notify)
        }
    }

    override fun end() = jobs.forEach { it.cancel() }

    private fun facts() = NotifyFacts(
        parts.alerts.isAllowed, parts.preferences.wakeWay, parts.push.distributors().map { Distributor(it, parts.push.nameOf(it)) },
        parts.push.registrations.distributor, parts.push.registrations.refusal,
    )

    private suspend fun choose(choice: NotifyEffect.Choose) {
        parts.preferences.wakeWay = choice.way
        parts.push.choose(choice.distributor)
        parts.holdLine(choice.way == WakeWay.CONNECTION)
    }

    private suspend fun look(link: Chain): Found = when (link) {
        Chain.ALLOWED -> found(parts.alerts.isAllowed)
        Chain.SERVERS -> servers()
        Chain.WAY -> way()
        Chain.PUSH -> if (parts.preferences.wakeWay == WakeWay.UNIFIED_PUSH) found(parts.push.tries()) else Found.UNKNOWN
        Chain.SHOWN -> parts.alerts.sample().let { found(parts.alerts.isAllowed) }
    }

    /** Each server that asks this phone knows it and answers. */
    private suspend fun servers(): Found {
        val update = parts.inbox.look().orNull() ?: return Found.BROKEN
        return found(update.unreachable.isEmpty())
    }

    private suspend fun way(): Found = when (parts.preferences.wakeWay) {
        WakeWay.OPENING -> Found.BROKEN
        WakeWay.CONNECTION -> found(parts.isLineHeld).also { if (it == Found.BROKEN) parts.holdLine(true) }
        WakeWay.UNIFIED_PUSH -> found(parts.push.isReady())
    }

    private fun found(works: Boolean) = if (works) Found.WORKS else Found.BROKEN
}
