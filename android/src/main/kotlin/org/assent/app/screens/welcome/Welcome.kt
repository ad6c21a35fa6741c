/** The first run: how the app is locked. Its states and its rules. */
package org.assent.app.screens.welcome

import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules
import org.assent.app.screen.typedTwice

data class WelcomeState(
    /** A PIN is being chosen. */
    val isTyping: Boolean = false,
    val isMaking: Boolean = false,
    val problem: Problem? = null,
)

sealed interface WelcomeInput {
    /** The finger, the face or the screen lock of the phone opens the app. */
    data object ByPhone : WelcomeInput

    /** A PIN does too. */
    data object ByPin : WelcomeInput

    /** Typed twice. No part of any state. */
    class SetPin(val pin: ByteArray, val again: ByteArray) : WelcomeInput
    data class Made(val got: Got<Unit>) : WelcomeInput
    data object Back : WelcomeInput
}

sealed interface WelcomeEffect {
    class Make(val pin: ByteArray?) : WelcomeEffect
    data object Close : WelcomeEffect
}

object WelcomeRules : Rules<WelcomeState, WelcomeInput, WelcomeEffect> {
    override fun next(state: WelcomeState, input: WelcomeInput): Next<WelcomeState, WelcomeEffect> = when (input) {
        WelcomeInput.ByPhone -> make(state, null)
        WelcomeInput.ByPin -> Next(state.copy(isTyping = true, problem = null))
        is WelcomeInput.SetPin -> setPin(state, input)
        is WelcomeInput.Made -> made(state, input.got)
        WelcomeInput.Back -> Next(state.copy(isTyping = false, problem = null))
    }

    private fun setPin(state: WelcomeState, typed: WelcomeInput.SetPin): Next<WelcomeState, WelcomeEffect> {
        val pin = typedTwice(typed.pin, typed.again) ?: return Next(state.copy(problem = Problem(Problem.Kind.OTHER, "error-pin-differs")))
        return make(state, pin)
    }

    private fun make(state: WelcomeState, pin: ByteArray?): Next<WelcomeState, WelcomeEffect> =
        if (state.isMaking) Next(state) else Next(state.copy(isMaking = true, problem = null), listOf(WelcomeEffect.Make(pin)))

    private fun made(state: WelcomeState, got: Got<Unit>): Next<WelcomeState, WelcomeEffect> = when (got) {
        is Got.Ok -> Next(state, listOf(WelcomeEffect.Close))
        is Got.Failed -> Next(state.copy(isMaking = false, problem = got.problem))
    }
}
