/** Signing in on this phone: its states and its rules. */
package org.assent.app.screens.signin

import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.SignInPage
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

data class SignInState(
    /** The server's page is open in the browser; it calls back. */
    val page: SignInPage? = null,
    val isStarting: Boolean = false,
    val problem: Problem? = null,
)

sealed interface SignInInput {
    data class Start(val server: String) : SignInInput
    data class Started(val got: Got<SignInPage>) : SignInInput

    /** No browser could open the page. */
    data object NoBrowser : SignInInput

    data object Back : SignInInput
}

sealed interface SignInEffect {
    data class Start(val server: String) : SignInEffect
    data class Open(val page: SignInPage) : SignInEffect
    data object Close : SignInEffect
}

object SignInRules : Rules<SignInState, SignInInput, SignInEffect> {
    override fun next(state: SignInState, input: SignInInput): Next<SignInState, SignInEffect> = when (input) {
        is SignInInput.Start -> Next(SignInState(isStarting = true), listOf(SignInEffect.Start(withScheme(input.server))))
        is SignInInput.Started -> started(input.got)
        SignInInput.NoBrowser -> Next(SignInState(problem = Problem(Problem.Kind.OTHER, "error-no-browser")))
        SignInInput.Back -> Next(state, listOf(SignInEffect.Close))
    }

    private fun started(got: Got<SignInPage>): Next<SignInState, SignInEffect> = when (got) {
        is Got.Ok -> Next(SignInState(page = got.value), listOf(SignInEffect.Open(got.value)))
        is Got.Failed -> Next(SignInState(problem = got.problem))
    }

    /** People type `assent.example.org`. */
    private fun withScheme(server: String) = server.trim().let { if ("://" in it) it else "https://$it" }
}
