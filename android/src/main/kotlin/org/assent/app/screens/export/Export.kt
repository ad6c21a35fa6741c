/** All codes of other websites into an encrypted file: its states, inputs and effects. */
package org.assent.app.screens.export

import org.assent.app.bridge.Exported
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules
import org.assent.app.screen.typedTwice

sealed interface ExportState {
    val problem: Problem?

    data class Asking(override val problem: Problem? = null) : ExportState
    data object Making : ExportState {
        override val problem = null
    }

    /** It is made and has to be put somewhere. */
    data class Made(val exported: Exported, override val problem: Problem? = null) : ExportState
    data class Saved(val exported: Exported) : ExportState {
        override val problem = null
    }
}

sealed interface ExportInput {
    /** Typed twice. No part of any state. */
    class Make(val passphrase: ByteArray, val again: ByteArray) : ExportInput
    data class Made(val got: Got<Exported>) : ExportInput
    data object Save : ExportInput

    /** Null: the person chose no place. */
    data class Saved(val got: Got<Unit>?) : ExportInput
    data object Back : ExportInput
}

sealed interface ExportEffect {
    class Make(val passphrase: ByteArray) : ExportEffect
    data class Save(val exported: Exported) : ExportEffect
    data object Close : ExportEffect
}

object ExportRules : Rules<ExportState, ExportInput, ExportEffect> {
    override fun next(state: ExportState, input: ExportInput): Next<ExportState, ExportEffect> = when (input) {
        is ExportInput.Make -> make(state, input)
        is ExportInput.Made -> Next(made(input.got))
        ExportInput.Save -> Next(state, listOfNotNull((state as? ExportState.Made)?.let { ExportEffect.Save(it.exported) }))
        is ExportInput.Saved -> Next(saved(state, input.got))
        ExportInput.Back -> Next(state, listOf(ExportEffect.Close))
    }

    private fun make(state: ExportState, typed: ExportInput.Make): Next<ExportState, ExportEffect> {
        if (state !is ExportState.Asking) return Next(state)
        val passphrase = typedTwice(typed.passphrase, typed.again) ?: return refused("error-passphrase-differs")
        if (passphrase.size >= LEAST_BYTES) return Next(ExportState.Making, listOf(ExportEffect.Make(passphrase)))
        passphrase.fill(0)
        return refused("error-passphrase-short")
    }

    private fun refused(key: String) = Next<ExportState, ExportEffect>(ExportState.Asking(Problem(Problem.Kind.OTHER, key)))

    private fun made(got: Got<Exported>) = when (got) {
        is Got.Ok -> ExportState.Made(got.value)
        is Got.Failed -> ExportState.Asking(got.problem)
    }

    private fun saved(state: ExportState, got: Got<Unit>?): ExportState = when {
        state !is ExportState.Made || got == null -> state
        got is Got.Failed -> state.copy(problem = got.problem)
        else -> ExportState.Saved(state.exported)
    }

    /** Whoever finds the file may try as often as they like. */
    private const val LEAST_BYTES = 8
}
