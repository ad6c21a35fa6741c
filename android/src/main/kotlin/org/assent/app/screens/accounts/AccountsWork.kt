package org.assent.app.screens.accounts

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.Watching
import org.assent.app.bridge.Update
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun accountsScreen(parts: Parts): Screen {
    val work = AccountsWork(parts)
    val model = Model(AccountsRules.first(parts.preferences.hidesCodes, parts.now()), AccountsRules, work)
    work.start(model::send)
    return ScreenOf(model, make = ::AccountsView, onBeside = AccountsInput::Beside, onChanged = AccountsInput.Changed)
}

private class AccountsWork(private val parts: Parts) : Work<AccountsEffect, AccountsInput> {
    private val watching = Watching(parts)

    fun start(send: (AccountsInput) -> Unit) = watching.start({ send(AccountsInput.Tick(it)) }, { tell(it, send) })

    override fun begin(effect: AccountsEffect, send: (AccountsInput) -> Unit) {
        when (effect) {
            is AccountsEffect.Read -> parts.scope.launch { send(read(effect.query)) }
            AccountsEffect.CountDamaged -> parts.scope.launch { send(AccountsInput.Damaged(parts.assent.damaged())) }
            AccountsEffect.ReadPreferences -> send(AccountsInput.Hides(parts.preferences.hidesCodes))
            AccountsEffect.Linked -> parts.linked()
            is AccountsEffect.Go -> go(effect.place)
        }
    }

    override fun end() = watching.end()

    /** What is over everything leaves open what stands beside. */
    private fun go(place: Place) = if (place.isOverAll) parts.stack.go(place) else parts.stack.goFrom(Place.Accounts, place)

    private suspend fun read(query: String): AccountsInput {
        val got = parts.read { if (query.isBlank()) parts.assent.accounts() else parts.assent.search(query) }
        return AccountsInput.Read(got, query, parts.now())
    }

    private fun tell(update: Update, send: (AccountsInput) -> Unit) {
        send(AccountsInput.Waits(update.requests.map { it.id }))
        send(AccountsInput.Unreachable(update.unreachable.map { it.account }.toSet()))
        if (update.notices.isNotEmpty()) send(AccountsInput.Changed)
    }
}
