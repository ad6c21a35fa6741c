/** On the new phone: accounts that come from the old one. Its states, its inputs and its rules. */
package org.assent.app.screens.move

import org.assent.app.bridge.Account
import org.assent.app.bridge.Failure
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.ServerFailure
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

sealed interface MoveInState {
    data object Taking : MoveInState

    /** Nothing waits: what to do on the old phone, before it is scanned. */
    data class Before(val problem: Problem? = null, val failed: List<ServerFailure> = emptyList()) : MoveInState

    /** The code over [chosen], to be typed on the old phone. */
    data class ShowsCode(
        val arrived: List<Account>,
        val chosen: Set<String>,
        val code: String? = null,
        val failed: List<ServerFailure> = emptyList(),
        val problem: Problem? = null,
    ) : MoveInState

    data class Over(val arrived: List<Account>, val chosen: Set<String>, val failed: List<Failure>) : MoveInState {
        val moved: List<Account> get() = arrived.filter { account -> account.id in chosen && failed.none { it.account == account.id } }
    }
}

sealed interface MoveInInput {
    data class Arrived(val accounts: List<Account>, val failed: List<ServerFailure>) : MoveInInput
    data class Failed(val problem: Problem) : MoveInInput

    /** Leaves an account out, or takes it along again. */
    data class Toggle(val account: String) : MoveInInput
    data class Coded(val got: Got<String>) : MoveInInput
    data class Confirmed(val got: Got<List<Failure>>) : MoveInInput
    data object Again : MoveInInput
    data object Scan : MoveInInput
    data object Back : MoveInInput
}

sealed interface MoveInEffect {
    data object Take : MoveInEffect

    /** Makes the code over these and waits until the old phone has signed. */
    data class Confirm(val accounts: List<String>) : MoveInEffect
    data object Scan : MoveInEffect
    data object Close : MoveInEffect

    /** Accounts are here now: the phone is made ready for their requests. */
    data object Moved : MoveInEffect

    /** To the list, which has them now. */
    data object Home : MoveInEffect
}

object MoveInRules : Rules<MoveInState, MoveInInput, MoveInEffect> {
    fun first() = Next<MoveInState, MoveInEffect>(MoveInState.Taking, listOf(MoveInEffect.Take))

    override fun next(state: MoveInState, input: MoveInInput): Next<MoveInState, MoveInEffect> = when (input) {
        is MoveInInput.Arrived -> arrived(input)
        is MoveInInput.Failed -> Next(MoveInState.Before(input.problem))
        is MoveInInput.Toggle -> toggle(state, input.account)
        is MoveInInput.Coded -> Next(coded(state, input.got))
        is MoveInInput.Confirmed -> confirmed(state, input.got)
        MoveInInput.Again -> wait(state)
        MoveInInput.Scan -> Next(state, listOf(MoveInEffect.Scan))
        MoveInInput.Back -> Next(state, listOf(if (state is MoveInState.Over) MoveInEffect.Home else MoveInEffect.Close))
    }

    private fun arrived(arrived: MoveInInput.Arrived): Next<MoveInState, MoveInEffect> {
        if (arrived.accounts.isEmpty()) return Next(MoveInState.Before(failed = arrived.failed))
        return wait(MoveInState.ShowsCode(arrived.accounts, arrived.accounts.map { it.id }.toSet(), failed = arrived.failed))
    }

    /** Where the old phone does not hear a server, its account stays for another move. One at least comes. */
    private fun toggle(state: MoveInState, account: String): Next<MoveInState, MoveInEffect> {
        if (state !is MoveInState.ShowsCode) return Next(state)
        val chosen = if (account in state.chosen) state.chosen - account else state.chosen + account
        return if (chosen.isEmpty()) Next(state) else wait(state.copy(chosen = chosen))
    }

    private fun wait(state: MoveInState): Next<MoveInState, MoveInEffect> {
        if (state !is MoveInState.ShowsCode) return Next(state)
        val chosen = state.arrived.map { it.id }.filter(state.chosen::contains)
        return Next(state.copy(code = null, problem = null), listOf(MoveInEffect.Confirm(chosen)))
    }

    private fun coded(state: MoveInState, got: Got<String>): MoveInState = when {
        state !is MoveInState.ShowsCode -> state
        got is Got.Failed -> state.copy(problem = got.problem)
        else -> state.copy(code = (got as Got.Ok).value)
    }

    private fun confirmed(state: MoveInState, got: Got<List<Failure>>): Next<MoveInState, MoveInEffect> {
        if (state !is MoveInState.ShowsCode) return Next(state)
        if (got is Got.Failed) return Next(state.copy(problem = got.problem))
        val over = MoveInState.Over(state.arrived, state.chosen, (got as Got.Ok).value)
        return Next(over, if (over.moved.isEmpty()) emptyList() else listOf(MoveInEffect.Moved))
    }
}
