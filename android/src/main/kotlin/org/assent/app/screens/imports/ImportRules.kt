package org.assent.app.screens.imports

import org.assent.app.bridge.Got
import org.assent.app.bridge.ImportContents
import org.assent.app.bridge.Imported
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

object ImportRules : Rules<ImportState, ImportInput, ImportEffect> {
    fun first(isScanned: Boolean): Next<ImportState, ImportEffect> =
        if (isScanned) Next(ImportState(ImportStep.READING, isScanned = true), listOf(ImportEffect.Read)) else Next(ImportState())

    override fun next(state: ImportState, input: ImportInput): Next<ImportState, ImportEffect> = when (input) {
        ImportInput.Choose -> Next(ImportState(ImportStep.READING), listOf(ImportEffect.Choose))
        ImportInput.NotChosen -> Next(ImportState())
        is ImportInput.Read -> Next(read(state, input.got))
        is ImportInput.Password -> Next(state.copy(step = ImportStep.READING, problem = null), listOf(ImportEffect.Open(input.password)))
        is ImportInput.ForAll -> Next(state.copy(all = input.choice, each = emptyMap(), problem = null))
        is ImportInput.Decide -> Next(state.copy(deciding = input.entry))
        is ImportInput.ForOne -> Next(state.copy(each = state.each + (input.entry to input.choice), deciding = null, problem = null))
        ImportInput.Write -> write(state)
        is ImportInput.Written -> Next(written(state, input.got))
        ImportInput.Back -> back(state)
    }

    /** A wrong password may be typed again; any other trouble leads back to the choice of a file. */
    private fun read(state: ImportState, got: Got<ImportContents>): ImportState = when (got) {
        is Got.Ok -> ImportState(ImportStep.PREVIEW, state.isScanned, got.value)
        is Got.Failed -> when (got.problem.kind) {
            Problem.Kind.PASSWORD_NEEDED -> ImportState(ImportStep.PASSWORD)
            Problem.Kind.WRONG_PASSWORD -> ImportState(ImportStep.PASSWORD, problem = got.problem)
            else -> ImportState(ImportStep.START, state.isScanned, problem = got.problem)
        }
    }

    private fun write(state: ImportState): Next<ImportState, ImportEffect> {
        if (state.step != ImportStep.PREVIEW || !state.isDecided) return Next(state)
        return Next(state.copy(step = ImportStep.WRITING), listOf(ImportEffect.Write(state.all, state.each)))
    }

    private fun written(state: ImportState, got: Got<Imported>) = when (got) {
        is Got.Ok -> state.copy(step = ImportStep.DONE, done = got.value)
        is Got.Failed -> state.copy(step = ImportStep.PREVIEW, problem = got.problem)
    }

    private fun back(state: ImportState): Next<ImportState, ImportEffect> = when {
        state.deciding != null -> Next(state.copy(deciding = null))
        state.step == ImportStep.DONE -> Next(state, listOf(ImportEffect.Home))
        else -> Next(state, listOf(ImportEffect.Close))
    }
}
