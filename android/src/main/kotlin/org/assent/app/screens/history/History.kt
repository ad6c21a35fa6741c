/** What was answered: its states and its rules. */
package org.assent.app.screens.history

import org.assent.app.bridge.Got
import org.assent.app.bridge.HistoryEntry
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

data class HistoryState(
    /** Newest first; null while it is read. */
    val entries: List<HistoryEntry>? = null,
    val now: Long,
    /** The one that is looked at closely. */
    val open: HistoryEntry? = null,
    val problem: Problem? = null,
)

sealed interface HistoryInput {
    data class Read(val got: Got<List<HistoryEntry>>) : HistoryInput
    data class Opens(val entry: HistoryEntry) : HistoryInput
    data object Share : HistoryInput
    data class Shared(val problem: Problem?) : HistoryInput
    data object Back : HistoryInput
}

sealed interface HistoryEffect {
    data object Read : HistoryEffect

    /** Hands the receipt to another app. */
    data class Share(val request: String) : HistoryEffect
    data object Close : HistoryEffect
}

object HistoryRules : Rules<HistoryState, HistoryInput, HistoryEffect> {
    fun first(now: Long) = Next<HistoryState, HistoryEffect>(HistoryState(now = now), listOf(HistoryEffect.Read))

    override fun next(state: HistoryState, input: HistoryInput): Next<HistoryState, HistoryEffect> = when (input) {
        is HistoryInput.Read -> Next(read(state, input.got))
        is HistoryInput.Opens -> Next(state.copy(open = input.entry, problem = null))
        HistoryInput.Share -> Next(state.copy(problem = null), listOfNotNull(state.open?.let { HistoryEffect.Share(it.request) }))
        is HistoryInput.Shared -> Next(state.copy(problem = input.problem))
        HistoryInput.Back if state.open != null -> Next(state.copy(open = null, problem = null))
        HistoryInput.Back -> Next(state, listOf(HistoryEffect.Close))
    }

    private fun read(state: HistoryState, got: Got<List<HistoryEntry>>) = when (got) {
        is Got.Ok -> state.copy(entries = got.value.sortedByDescending { it.answeredAt })
        is Got.Failed -> state.copy(problem = got.problem)
    }
}
