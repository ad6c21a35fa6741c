package org.assent.app.screens.account

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.Watching
import org.assent.app.bridge.Got
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun accountScreen(parts: Parts, id: String): Screen {
    val work = AccountWork(parts, id)
    val model = Model(AccountRules.first(parts.now()), AccountRules, work)
    work.start(model::send)
    return ScreenOf(model, AccountInput.Back, { it.step != Step.LOOKING }, ::AccountScreenView)
}

private class AccountWork(private val parts: Parts, private val id: String) : Work<AccountEffect, AccountInput> {
    private val watching = Watching(parts)

    fun start(send: (AccountInput) -> Unit) = watching.start({ send(AccountInput.Tick(it)) }, { if (it.notices.isNotEmpty()) read(send) })

    override fun begin(effect: AccountEffect, send: (AccountInput) -> Unit) {
        when (effect) {
            AccountEffect.Read -> read(send)
            is AccountEffect.Copy -> parts.copy(effect.code)
            AccountEffect.NextCode -> parts.scope.launch { send(AccountInput.Counted(parts.assent.useCode(id))) }
            is AccountEffect.Name -> change(send) { parts.assent.rename(id, effect.label) }
            is AccountEffect.Paint -> change(send) { parts.assent.paint(id, effect.colour) }
            is AccountEffect.MoveTo -> change(send) { parts.assent.moveTo(id, effect.place) }
            is AccountEffect.Quiet -> change(send) { parts.assent.quiet(id, effect.until) }
            is AccountEffect.OpenPage -> parts.openPage(effect.address)
            is AccountEffect.Remove -> parts.scope.launch { send(AccountInput.Removed(remove(effect.forgetLocally))) }
            AccountEffect.Repair -> parts.stack.go(Place.Repair(id))
            AccountEffect.Close -> parts.stack.close(Place.Account(id))
        }
    }

    override fun end() = watching.end()

    private fun read(send: (AccountInput) -> Unit) {
        parts.scope.launch { send(AccountInput.Read(parts.read(parts.assent::accounts), id, parts.now())) }
    }

    /** The list hears of it, also when the person is elsewhere by then. */
    private suspend fun remove(forgetLocally: Boolean): Got<Unit> = parts.assent.remove(id, forgetLocally).also { parts.stack.changed() }

    private fun change(send: (AccountInput) -> Unit, change: suspend () -> Got<Unit>) {
        parts.scope.launch {
            val got = change()
            // The list may stand beside.
            if (got is Got.Ok) parts.stack.changed()
            send(AccountInput.Done(got))
        }
    }
}
