package org.assent.app.screens.move

import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Account
import org.assent.app.bridge.Got
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun moveInScreen(parts: Parts, place: Place.MoveIn): Screen =
    ScreenOf(Model(MoveInRules.first(), MoveInRules, MoveInWork(parts, place)), MoveInInput.Back, { true }, ::MoveInView)

private class MoveInWork(private val parts: Parts, private val place: Place.MoveIn) : Work<MoveInEffect, MoveInInput> {
    private val moves = parts.assent.moves
    private var waiting: Job? = null

    override fun begin(effect: MoveInEffect, send: (MoveInInput) -> Unit) {
        when (effect) {
            MoveInEffect.Take -> parts.scope.launch {
                send(take())
                // What came is in the list already.
                parts.stack.changed()
            }
            is MoveInEffect.Confirm -> confirm(effect.accounts, send)
            MoveInEffect.Scan -> parts.stack.go(Place.Scan())
            MoveInEffect.Close -> parts.stack.close(place)
            MoveInEffect.Moved -> {
                parts.linked()
                parts.stack.changed()
            }
            MoveInEffect.Home -> parts.stack.restart(Place.Accounts)
        }
    }

    /** What arrived waits on: the old phone may still sign. */
    override fun end() {
        waiting?.cancel()
    }

    private suspend fun take(): MoveInInput {
        val arrival = place.text?.let { text ->
            when (val got = moves.arrive(text)) {
                is Got.Failed -> return MoveInInput.Failed(got.problem)
                is Got.Ok -> got.value
            }
        }
        val ids = arrival?.arrived?.map { it.account } ?: moves.waiting().orNull().orEmpty()
        return MoveInInput.Arrived(accountsOf(ids), arrival?.failed.orEmpty())
    }

    private suspend fun accountsOf(ids: List<String>): List<Account> = parts.assent.accounts().orNull().orEmpty().filter { it.id in ids }

    private fun confirm(accounts: List<String>, send: (MoveInInput) -> Unit) {
        waiting?.cancel()
        waiting = parts.scope.launch {
            val code = moves.code(accounts)
            send(MoveInInput.Coded(code))
            if (code is Got.Ok) send(MoveInInput.Confirmed(moves.confirm(accounts)))
        }
    }
}
