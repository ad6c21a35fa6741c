/** What was answered: its states and its rules. */
package org.assent.app.screens.history

import org.assent.app.bridge.Answer
import org.assent.app.bridge.Answered
import org.assent.app.bridge.Got
import org.assent.app.bridge.HistoryEntry
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.bridge.REPORT_SECS
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

data class HistoryState(
    /** Newest first; null while it is read. */
    val entries: List<HistoryEntry>? = null,
    val now: Long,
    /** The one that is looked at closely. */
    val open: HistoryEntry? = null,
    val problem: Problem? = null,
    /** "It was not me" is on its way. */
    val isReporting: Boolean = false,
    /** What the open one let in can't be kept out any more. */
    val isUsed: Boolean = false,
) {
    fun mayReport(entry: HistoryEntry): Boolean = entry.answer != Answer.REPORT && !isUsed && now < entry.answeredAt + REPORT_SECS
}

sealed interface HistoryInput {
    data class Read(val got: Got<List<HistoryEntry>>, val at: Long) : HistoryInput
    data object Changed : HistoryInput
    data class Opens(val entry: HistoryEntry) : HistoryInput
    data object Share : HistoryInput
    data class Shared(val problem: Problem?) : HistoryInput
    data object NotMe : HistoryInput
    data class Reported(val request: String, val got: Got<Answered>) : HistoryInput
    data object ChangePassword : HistoryInput

    /** No browser could open the page. */
    data object NoBrowser : HistoryInput
    data object Back : HistoryInput
}

sealed interface HistoryEffect {
    data object Read : HistoryEffect

    /** Hands the receipt to another app. */
    data class Share(val request: String) : HistoryEffect
    data class Report(val request: String) : HistoryEffect
    data class OpenSecurityPage(val account: String) : HistoryEffect
    data object Close : HistoryEffect
}

object HistoryRules : Rules<HistoryState, HistoryInput, HistoryEffect> {
    fun first(now: Long) = Next<HistoryState, HistoryEffect>(HistoryState(now = now), listOf(HistoryEffect.Read))

    override fun next(state: HistoryState, input: HistoryInput): Next<HistoryState, HistoryEffect> = when (input) {
        is HistoryInput.Read -> Next(read(state, input))
        HistoryInput.Changed -> Next(state, listOf(HistoryEffect.Read))
        is HistoryInput.Opens -> Next(state.copy(open = input.entry, isUsed = false, problem = null))
        HistoryInput.Share -> Next(state.copy(problem = null), listOfNotNull(state.open?.let { HistoryEffect.Share(it.request) }))
        is HistoryInput.Shared -> Next(state.copy(problem = input.problem))
        HistoryInput.NotMe -> report(state)
        is HistoryInput.Reported -> reported(state, input)
        HistoryInput.ChangePassword -> Next(state.copy(problem = null), listOfNotNull(state.open?.let { HistoryEffect.OpenSecurityPage(it.account) }))
        HistoryInput.NoBrowser -> Next(state.copy(problem = Problem(Problem.Kind.OTHER, "error-no-browser")))
        HistoryInput.Back if state.open != null -> Next(state.copy(open = null, problem = null))
        HistoryInput.Back -> Next(state, listOf(HistoryEffect.Close))
    }

    private fun read(state: HistoryState, read: HistoryInput.Read) = when (val got = read.got) {
        is Got.Ok -> {
            val open = state.open?.let { open -> got.value.find { it.request == open.request } ?: open }
            state.copy(entries = got.value.sortedByDescending { it.answeredAt }, now = read.at, open = open)
        }
        is Got.Failed -> state.copy(problem = got.problem)
    }

    private fun report(state: HistoryState): Next<HistoryState, HistoryEffect> {
        val entry = state.open?.takeIf { !state.isReporting && state.mayReport(it) } ?: return Next(state)
        return Next(state.copy(isReporting = true, problem = null), listOf(HistoryEffect.Report(entry.request)))
    }

    /** The person may look at another one by now. */
    private fun reported(state: HistoryState, reported: HistoryInput.Reported): Next<HistoryState, HistoryEffect> {
        val now = state.copy(isReporting = false)
        val problem = (reported.got as? Got.Failed)?.problem ?: return Next(now, listOf(HistoryEffect.Read))
        val entry = state.open?.takeIf { it.request == reported.request } ?: return Next(now)
        return Next(if (problem.isOver && entry.outcome == Outcome.APPROVED) now.copy(isUsed = true) else now.copy(problem = problem))
    }
}
