/** What is damaged and was set aside: its states and its rules. */
package org.assent.app.screens.damaged

import org.assent.app.bridge.DamagedRecord
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

data class DamagedState(
    /** Null while they are read. */
    val records: List<DamagedRecord>? = null,
    /** The one that may be given up. */
    val chosen: DamagedRecord? = null,
    val problem: Problem? = null,
)

sealed interface DamagedInput {
    data class Read(val got: Got<List<DamagedRecord>>) : DamagedInput
    data class Choose(val record: DamagedRecord) : DamagedInput
    data object Forget : DamagedInput
    data class Forgotten(val got: Got<Boolean>) : DamagedInput
    data object Back : DamagedInput
}

sealed interface DamagedEffect {
    data object Read : DamagedEffect
    data class Forget(val record: DamagedRecord) : DamagedEffect
    data object Close : DamagedEffect
}

object DamagedRules : Rules<DamagedState, DamagedInput, DamagedEffect> {
    fun first() = Next(DamagedState(), listOf<DamagedEffect>(DamagedEffect.Read))

    override fun next(state: DamagedState, input: DamagedInput): Next<DamagedState, DamagedEffect> = when (input) {
        is DamagedInput.Read -> read(state, input.got)
        is DamagedInput.Choose -> Next(state.copy(chosen = input.record, problem = null))
        DamagedInput.Forget -> Next(state.copy(problem = null), listOfNotNull(state.chosen?.let(DamagedEffect::Forget)))
        is DamagedInput.Forgotten -> forgotten(state, input.got)
        DamagedInput.Back if state.chosen != null -> Next(state.copy(chosen = null, problem = null))
        DamagedInput.Back -> Next(state, listOf(DamagedEffect.Close))
    }

    /** Nothing is damaged any more: there is nothing to see here. */
    private fun read(state: DamagedState, got: Got<List<DamagedRecord>>): Next<DamagedState, DamagedEffect> = when (got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> Next(state.copy(records = got.value), if (got.value.isEmpty()) listOf(DamagedEffect.Close) else emptyList())
    }

    /** Forgotten or whole again, it is no longer in the list. */
    private fun forgotten(state: DamagedState, got: Got<Boolean>): Next<DamagedState, DamagedEffect> = when (got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> Next(state.copy(chosen = null), listOf(DamagedEffect.Read))
    }
}
