package org.assent.app.screens.move

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Departing
import org.assent.app.bridge.Got
import org.assent.app.bridge.MovedOut
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun moveOutScreen(parts: Parts): Screen =
    ScreenOf(Model(Next(MoveOutState()), MoveOutRules, MoveOutWork(parts)), MoveOutInput.Back, { true }, ::MoveOutView)

private class MoveOutWork(private val parts: Parts) : Work<MoveOutEffect, MoveOutInput> {
    private val moves = parts.assent.moves
    private var departing: Departing? = null

    override fun begin(effect: MoveOutEffect, send: (MoveOutInput) -> Unit) {
        when (effect) {
            MoveOutEffect.Begin -> parts.scope.launch { begin(send) }
            is MoveOutEffect.Finish -> with(send) { moves.finish(it, effect.code) }
            MoveOutEffect.Retry -> with(send) { moves.retry(it) }
            MoveOutEffect.Stop -> parts.scope.launch {
                departing?.let { moves.stop(it) }
                send(MoveOutInput.Stopped)
            }
            MoveOutEffect.Export -> parts.stack.go(Place.Export)
            MoveOutEffect.Close -> parts.stack.close(Place.MoveOut)
            MoveOutEffect.Home -> parts.stack.restart(Place.Accounts)
        }
    }

    private suspend fun begin(send: (MoveOutInput) -> Unit) {
        val accounts = parts.assent.accounts().orNull().orEmpty()
        val got = moves.begin()
        departing = got.orNull()
        send(MoveOutInput.Began(accounts, got))
    }

    private fun with(send: (MoveOutInput) -> Unit, ask: suspend (Departing) -> Got<MovedOut>) {
        val departing = departing ?: return
        parts.scope.launch {
            send(MoveOutInput.Finished(ask(departing)))
            // The list may stand beside.
            parts.stack.changed()
        }
    }
}
