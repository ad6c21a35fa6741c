package org.assent.app.screens.move

import org.assent.app.bridge.Got
import org.assent.app.bridge.MovedOut
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

object MoveOutRules : Rules<MoveOutState, MoveOutInput, MoveOutEffect> {
    override fun next(state: MoveOutState, input: MoveOutInput): Next<MoveOutState, MoveOutEffect> = when (input) {
        MoveOutInput.Begin -> Next(MoveOutState(MoveStep.WORKING), listOf(MoveOutEffect.Begin))
        is MoveOutInput.Began -> Next(began(input))
        is MoveOutInput.Finish -> finish(state, input.code)
        is MoveOutInput.Finished -> Next(finished(state, input.got))
        MoveOutInput.Retry -> Next(moving(state), listOf(MoveOutEffect.Retry))
        MoveOutInput.Export -> Next(state, listOf(MoveOutEffect.Export))
        MoveOutInput.Stopped -> Next(state, listOf(MoveOutEffect.Close))
        MoveOutInput.Back -> back(state)
    }

    /** Without a single server there is nothing to scan. */
    private fun began(began: MoveOutInput.Began): MoveOutState = when (val got = began.got) {
        is Got.Failed -> MoveOutState(problem = got.problem)
        is Got.Ok -> {
            val leaving = got.value.leaving
            val step = if (leaving.text.isEmpty()) MoveStep.STOPPED else MoveStep.SHOWING
            MoveOutState(step, began.accounts.associate { it.id to AccountName(it.label ?: it.issuer, it.name) }, leaving)
        }
    }

    private fun finish(state: MoveOutState, code: String): Next<MoveOutState, MoveOutEffect> {
        if (state.step != MoveStep.SHOWING) return Next(state)
        return Next(moving(state), listOf(MoveOutEffect.Finish(code.filter(Char::isDigit))))
    }

    private fun moving(state: MoveOutState) = state.copy(step = MoveStep.WORKING, problem = null, isMoving = true)

    /** After a wrong code the picture stays, as long as there are tries. */
    private fun finished(state: MoveOutState, got: Got<MovedOut>): MoveOutState = when (got) {
        is Got.Ok -> state.copy(step = MoveStep.OVER, out = joined(state.out, got.value), problem = null, isMoving = false)
        is Got.Failed -> {
            val step = if (got.problem.key == STOPPED) MoveStep.STOPPED else if (state.out != null) MoveStep.OVER else MoveStep.SHOWING
            state.copy(step = step, problem = got.problem, isMoving = false)
        }
    }

    /** A second try only tells of what failed in the first. */
    private fun joined(before: MovedOut?, now: MovedOut) =
        if (before == null) now else MovedOut(before.moved + (now.moved - before.moved.toSet()), before.notScanned, now.failed)

    /** Who does not wait for the end of a stop leaves it to itself. */
    private fun back(state: MoveOutState): Next<MoveOutState, MoveOutEffect> = when {
        state.isMoving -> Next(state)
        state.out?.moved?.isNotEmpty() == true -> Next(state, listOf(MoveOutEffect.Home))
        state.step == MoveStep.SHOWING -> Next(state.copy(step = MoveStep.WORKING), listOf(MoveOutEffect.Stop))
        else -> Next(state, listOf(MoveOutEffect.Close))
    }

    private const val STOPPED = "error-move-stopped"
}
