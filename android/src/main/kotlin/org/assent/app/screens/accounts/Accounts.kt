/** The list of accounts: its states and its rules. */
package org.assent.app.screens.accounts

import org.assent.app.bridge.Account
import org.assent.app.bridge.DamagedRecord
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.orNull
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules

data class AccountsState(
    /** Null while they are read for the first time. */
    val accounts: List<Account>? = null,
    /** When they were read, and now; in seconds. */
    val readAt: Long = 0,
    val now: Long = 0,
    val query: String = "",
    val hidesCodes: Boolean = false,
    /** Those whose hidden code was tapped. */
    val revealed: Set<String> = emptySet(),
    /** Those whose server can't be reached. */
    val unreachable: Set<String> = emptySet(),
    /** How many records are set aside. */
    val damaged: Int = 0,
    val problem: Problem? = null,
    /** The account that stands beside the list. */
    val beside: String? = null,
    /** The requests that wait for an answer. */
    val waiting: List<String> = emptyList(),
) {
    /** By how much the clock is off where it is worst, if so that codes would be refused. */
    val clockOff: Long? get() = accounts.orEmpty().mapNotNull { it.clockAheadSecs }.maxByOrNull { kotlin.math.abs(it) }

    /** Whose servers can't be reached, by name. */
    val away: List<String> get() = accounts.orEmpty().filter { it.id in unreachable }.map { it.label ?: it.issuer }.distinct()

    /** Seconds until the code of [account] changes. */
    fun left(account: Account): Long? = account.code?.secsLeft?.let { (it.toLong() - (now - readAt)).coerceAtLeast(0) }

    fun shows(account: Account): Boolean = !hidesCodes || account.id in revealed
}

sealed interface AccountsInput {
    data class Read(val accounts: Got<List<Account>>, val query: String, val at: Long) : AccountsInput
    data class Tick(val now: Long) : AccountsInput
    data class Typed(val query: String) : AccountsInput
    data class Tapped(val id: String) : AccountsInput
    data class Unreachable(val accounts: Set<String>) : AccountsInput
    data class Damaged(val got: Got<List<DamagedRecord>>) : AccountsInput
    data class Hides(val codes: Boolean) : AccountsInput
    data object Changed : AccountsInput
    data class Opens(val place: Place) : AccountsInput
    data class Beside(val place: Place?) : AccountsInput
    data class Waits(val requests: List<String>) : AccountsInput
    data object OpensWaiting : AccountsInput
}

sealed interface AccountsEffect {
    data class Read(val query: String) : AccountsEffect
    data object CountDamaged : AccountsEffect
    data object ReadPreferences : AccountsEffect
    data class Go(val place: Place) : AccountsEffect

    /** A link was confirmed: the phone is made ready for its requests. */
    data object Linked : AccountsEffect
}

object AccountsRules : Rules<AccountsState, AccountsInput, AccountsEffect> {
    fun first(hidesCodes: Boolean, now: Long) =
        Next(AccountsState(hidesCodes = hidesCodes, now = now), listOf(AccountsEffect.Read(""), AccountsEffect.CountDamaged))

    override fun next(state: AccountsState, input: AccountsInput): Next<AccountsState, AccountsEffect> = when (input) {
        is AccountsInput.Read -> read(state, input)
        is AccountsInput.Tick -> tick(state, input.now)
        is AccountsInput.Typed -> Next(state.copy(query = input.query), listOf(AccountsEffect.Read(input.query)))
        is AccountsInput.Tapped -> tapped(state, input.id)
        is AccountsInput.Unreachable -> Next(state.copy(unreachable = input.accounts))
        is AccountsInput.Damaged -> Next(state.copy(damaged = input.got.orNull().orEmpty().size))
        is AccountsInput.Hides -> Next(hides(state, input.codes))
        AccountsInput.Changed -> Next(state, listOf(AccountsEffect.ReadPreferences, AccountsEffect.Read(state.query), AccountsEffect.CountDamaged))
        is AccountsInput.Beside -> Next(state.copy(beside = (input.place as? Place.Account)?.id))
        is AccountsInput.Opens -> Next(state, listOf(AccountsEffect.Go(input.place)))
        is AccountsInput.Waits -> Next(state.copy(waiting = input.requests))
        AccountsInput.OpensWaiting -> Next(state, listOfNotNull(placeOf(state.waiting)?.let(AccountsEffect::Go)))
    }

    /** Several are shown side by side. */
    private fun placeOf(waiting: List<String>): Place? = if (waiting.size > 1) Place.Requests else waiting.firstOrNull()?.let(Place::Request)

    /** Who hides codes hides all of them. */
    private fun hides(state: AccountsState, codes: Boolean) =
        if (codes == state.hidesCodes) state else state.copy(hidesCodes = codes, revealed = emptySet())

    /** An answer to an older question is not shown: the newer one's comes. */
    private fun read(state: AccountsState, read: AccountsInput.Read): Next<AccountsState, AccountsEffect> = when (val got = read.accounts) {
        is Got.Ok if read.query == state.query -> {
            val now = state.copy(accounts = got.value, readAt = read.at, now = maxOf(read.at, state.now), problem = null)
            Next(now, if (isLinked(state.accounts.orEmpty(), got.value)) listOf(AccountsEffect.Linked) else emptyList())
        }
        is Got.Failed -> Next(state.copy(problem = got.problem))
        else -> Next(state)
    }

    /** Whether one of those that waited for their link code has it. */
    private fun isLinked(before: List<Account>, now: List<Account>): Boolean {
        val waited = before.filter { it.isPending }.map { it.id }
        return now.any { it.id in waited && !it.isPending }
    }

    /** Nothing tells that a link was confirmed whose screen is gone. */
    private fun tick(state: AccountsState, now: Long): Next<AccountsState, AccountsEffect> {
        val later = state.copy(now = now)
        val isOld = later.accounts.orEmpty().any { it.isPending || later.left(it) == 0L }
        return Next(later, if (isOld) listOf(AccountsEffect.Read(state.query)) else emptyList())
    }

    private fun tapped(state: AccountsState, id: String): Next<AccountsState, AccountsEffect> {
        val account = state.accounts.orEmpty().find { it.id == id } ?: return Next(state)
        if (account.code != null && !state.shows(account)) return Next(state.copy(revealed = state.revealed + id))
        return Next(state, listOf(AccountsEffect.Go(Place.Account(id))))
    }
}
