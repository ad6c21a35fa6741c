/** The lock: its states and its rules. */
package org.assent.app.screens.lock

import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Status
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

/** By what it is opened. */
enum class Way { HARDWARE, PIN, RECOVERY_KEY }

data class LockState(
    /** Null while it is read. */
    val status: Status? = null,
    val way: Way = Way.HARDWARE,
    val isOpening: Boolean = false,
    val problem: Problem? = null,
) {
    val hasPin: Boolean get() = (status?.pinTriesLeft ?: 0u) > 0u
}

sealed interface LockInput {
    data class Seen(val status: Got<Status>) : LockInput
    data class Choose(val way: Way) : LockInput

    /** [typed] is empty for the hardware. No part of any state: it is cleared once used. */
    class Unlock(val typed: ByteArray) : LockInput
    data class Opened(val got: Got<Unit>) : LockInput
}

sealed interface LockEffect {
    data object See : LockEffect
    class Open(val way: Way, val typed: ByteArray) : LockEffect
    data object Close : LockEffect
}

object LockRules : Rules<LockState, LockInput, LockEffect> {
    fun first() = Next<LockState, LockEffect>(LockState(), listOf(LockEffect.See))

    override fun next(state: LockState, input: LockInput): Next<LockState, LockEffect> = when (input) {
        is LockInput.Seen -> seen(state, input.status)
        is LockInput.Choose -> Next(state.copy(way = input.way, problem = null))
        is LockInput.Unlock -> when {
            state.isOpening -> Next(state)
            else -> Next(state.copy(isOpening = true, problem = null), listOf(LockEffect.Open(state.way, input.typed)))
        }
        is LockInput.Opened -> opened(state, input.got)
    }

    /** The hardware is asked at once, without a tap, if it is a way in. */
    private fun seen(state: LockState, got: Got<Status>): Next<LockState, LockEffect> = when (got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> {
            val status = got.value
            val way = if (status.byHardware) state.way else if (status.pinTriesLeft != null) Way.PIN else Way.RECOVERY_KEY
            val isFirst = state.status == null && way == Way.HARDWARE
            val effects = if (isFirst) listOf(LockEffect.Open(way, ByteArray(0))) else emptyList()
            Next(state.copy(status = status, way = way, isOpening = isFirst), effects)
        }
    }

    /** A wrong PIN changes how many tries are left; who did not confirm is told nothing new. */
    private fun opened(state: LockState, got: Got<Unit>): Next<LockState, LockEffect> = when (got) {
        is Got.Ok -> Next(state.copy(isOpening = false), listOf(LockEffect.Close))
        is Got.Failed -> {
            val problem = got.problem.takeUnless { it.kind == Problem.Kind.NOT_CONFIRMED }
            Next(state.copy(isOpening = false, problem = problem), listOf(LockEffect.See))
        }
    }
}
