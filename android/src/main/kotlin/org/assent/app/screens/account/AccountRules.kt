package org.assent.app.screens.account

import java.time.Instant
import java.time.LocalTime
import java.time.ZoneId
import org.assent.app.bridge.Got
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

object AccountRules : Rules<AccountState, AccountInput, AccountEffect> {
    fun first(now: Long) = Next(AccountState(now = now), listOf<AccountEffect>(AccountEffect.Read))

    override fun next(state: AccountState, input: AccountInput): Next<AccountState, AccountEffect> = when (input) {
        is AccountInput.Read -> read(state, input)
        is AccountInput.Tick -> tick(state, input.now)
        is AccountInput.Turn -> Next(state.copy(step = input.step, problem = null))
        AccountInput.Copy -> Next(state.copy(isCopied = true), listOfNotNull(state.code?.let { AccountEffect.Copy(it.code) }))
        AccountInput.NextCode -> Next(state.copy(isCopied = false), listOf(AccountEffect.NextCode))
        is AccountInput.Counted -> counted(state, input)
        is AccountInput.Name -> begin(state, AccountEffect.Name(input.label.trim().ifEmpty { null }))
        is AccountInput.Paint -> begin(state, AccountEffect.Paint(input.colour))
        is AccountInput.MoveTo -> begin(state, AccountEffect.MoveTo(input.place))
        is AccountInput.Quiet -> begin(state, AccountEffect.Quiet(input.secs?.let { state.now + it }))
        is AccountInput.QuietTill -> begin(state, AccountEffect.Quiet(nextTime(state.now, input.time, input.zone)))
        AccountInput.OpenServer -> Next(state, listOfNotNull(state.securityPage?.let(AccountEffect::OpenPage)))
        is AccountInput.Remove -> remove(state, input.forgetLocally)
        AccountInput.Repair -> Next(state, listOf(AccountEffect.Repair))
        is AccountInput.Done -> done(state, input.got)
        is AccountInput.Removed -> removed(state, input.got)
        AccountInput.Back -> back(state)
    }

    /** An account that is gone closes its screen. */
    private fun read(state: AccountState, read: AccountInput.Read): Next<AccountState, AccountEffect> = when (val got = read.got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> {
            val place = got.value.indexOfFirst { it.id == read.id }
            val account = got.value.getOrNull(place)
            val isNew = account?.code?.code != state.account?.code?.code
            val seen = state.copy(account = account, place = place.coerceAtLeast(0), count = got.value.size)
            val now = seen.copy(readAt = read.at, now = maxOf(read.at, state.now), isCopied = state.isCopied && !isNew)
            Next(now, if (account == null) listOf(AccountEffect.Close) else emptyList())
        }
    }

    private fun tick(state: AccountState, now: Long): Next<AccountState, AccountEffect> {
        val later = state.copy(now = now)
        return Next(later, if (later.left == 0L) listOf(AccountEffect.Read) else emptyList())
    }

    private fun counted(state: AccountState, counted: AccountInput.Counted) = when (val got = counted.got) {
        is Got.Ok -> Next<AccountState, AccountEffect>(state.copy(counted = got.value, problem = null))
        is Got.Failed -> Next(state.copy(problem = got.problem))
    }

    private fun nextTime(now: Long, time: LocalTime, zone: ZoneId): Long {
        val here = Instant.ofEpochSecond(now).atZone(zone)
        val today = here.with(time)
        return (if (today > here) today else today.plusDays(1)).toEpochSecond()
    }

    private fun begin(state: AccountState, effect: AccountEffect) = Next(state.copy(problem = null), listOf(effect))

    /** Who moves an account often goes on. */
    private fun done(state: AccountState, got: Got<Unit>): Next<AccountState, AccountEffect> = when (got) {
        is Got.Ok -> Next(state.copy(step = if (state.step == Step.PLACING) Step.PLACING else Step.LOOKING), listOf(AccountEffect.Read))
        is Got.Failed -> Next(state.copy(problem = got.problem))
    }

    private fun remove(state: AccountState, forgetLocally: Boolean): Next<AccountState, AccountEffect> =
        if (state.isRemoving) Next(state) else begin(state.copy(isRemoving = true), AccountEffect.Remove(forgetLocally))

    /** A server that can't be told leaves the choice to forget it here alone. */
    private fun removed(state: AccountState, got: Got<Unit>): Next<AccountState, AccountEffect> = when (got) {
        is Got.Ok -> Next(state, listOf(AccountEffect.Close))
        is Got.Failed -> Next(state.copy(step = Step.FORGETTING, isRemoving = false, problem = got.problem))
    }

    private fun back(state: AccountState): Next<AccountState, AccountEffect> =
        if (state.step == Step.LOOKING || state.isRemoving) Next(state, listOf(AccountEffect.Close)) else Next(state.copy(step = Step.LOOKING, problem = null))
}
