package org.assent.app.screens.history

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Got
import org.assent.app.openSecurityPage
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun historyScreen(parts: Parts): Screen {
    val model = Model(HistoryRules.first(parts.now()), HistoryRules, HistoryWork(parts))
    return ScreenOf(model, HistoryInput.Back, { it.open != null }, ::HistoryView, onChanged = HistoryInput.Changed)
}

private class HistoryWork(private val parts: Parts) : Work<HistoryEffect, HistoryInput> {
    override fun begin(effect: HistoryEffect, send: (HistoryInput) -> Unit) {
        when (effect) {
            HistoryEffect.Read -> parts.scope.launch { send(HistoryInput.Read(parts.assent.history(), parts.now())) }
            is HistoryEffect.Share -> parts.scope.launch { send(share(effect.request)) }
            is HistoryEffect.Report -> parts.scope.launch {
                send(HistoryInput.Reported(effect.request, parts.assent.answer(effect.request, Answer.REPORT, null)))
            }
            is HistoryEffect.OpenSecurityPage -> parts.scope.launch { if (!parts.openSecurityPage(effect.account)) send(HistoryInput.NoBrowser) }
            HistoryEffect.Close -> parts.stack.close(Place.History)
        }
    }

    private suspend fun share(request: String): HistoryInput = when (val got = parts.assent.receipt(request)) {
        is Got.Ok -> HistoryInput.Shared(null).also { parts.shareText("receipt-${request.take(8)}.json", got.value.decodeToString()) }
        is Got.Failed -> HistoryInput.Shared(got.problem)
    }
}
