/** Whether an account's link works, and how it is made anew when it does not. Its states and its rules. */
package org.assent.app.screens.repair

import org.assent.app.bridge.Account
import org.assent.app.bridge.Got
import org.assent.app.bridge.LinkHealth
import org.assent.app.bridge.Problem
import org.assent.app.bridge.SignInPage
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

data class RepairState(
    val account: Account? = null,
    /** Null while its server is asked. */
    val health: LinkHealth? = null,
    /** The server's page is open in the browser. */
    val isSigningIn: Boolean = false,
    val problem: Problem? = null,
)

sealed interface RepairInput {
    data class Looked(val account: Account?, val got: Got<LinkHealth>) : RepairInput
    data object Again : RepairInput
    data object SignIn : RepairInput
    data class Started(val got: Got<SignInPage>) : RepairInput
    data object NoBrowser : RepairInput
    data object Scan : RepairInput
    data object Back : RepairInput
}

sealed interface RepairEffect {
    data object Look : RepairEffect
    data class SignIn(val server: String) : RepairEffect
    data class Open(val page: SignInPage) : RepairEffect
    data object Scan : RepairEffect
    data object Close : RepairEffect
}

object RepairRules : Rules<RepairState, RepairInput, RepairEffect> {
    fun first() = Next<RepairState, RepairEffect>(RepairState(), listOf(RepairEffect.Look))

    override fun next(state: RepairState, input: RepairInput): Next<RepairState, RepairEffect> = when (input) {
        is RepairInput.Looked -> Next(looked(input))
        RepairInput.Again -> Next(RepairState(state.account), listOf(RepairEffect.Look))
        RepairInput.SignIn -> Next(state.copy(problem = null), listOfNotNull(state.account?.serverUrl?.let(RepairEffect::SignIn)))
        is RepairInput.Started -> started(state, input.got)
        RepairInput.NoBrowser -> Next(state.copy(isSigningIn = false, problem = Problem(Problem.Kind.OTHER, "error-no-browser")))
        RepairInput.Scan -> Next(state, listOf(RepairEffect.Scan))
        RepairInput.Back -> Next(state, listOf(RepairEffect.Close))
    }

    private fun looked(looked: RepairInput.Looked): RepairState = when (val got = looked.got) {
        is Got.Ok -> RepairState(looked.account, got.value)
        is Got.Failed -> RepairState(looked.account, problem = got.problem)
    }

    private fun started(state: RepairState, got: Got<SignInPage>): Next<RepairState, RepairEffect> = when (got) {
        is Got.Ok -> Next(state.copy(isSigningIn = true), listOf(RepairEffect.Open(got.value)))
        is Got.Failed -> Next(state.copy(problem = got.problem))
    }
}
