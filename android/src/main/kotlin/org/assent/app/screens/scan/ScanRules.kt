package org.assent.app.screens.scan

import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules
import org.assent.app.screen.isBatch
import org.assent.app.screen.isTicket
import org.assent.app.screen.placeOf

object ScanRules : Rules<ScanState, ScanInput, ScanEffect> {
    override fun next(state: ScanState, input: ScanInput): Next<ScanState, ScanEffect> = when (input) {
        ScanInput.Look -> Next(state, listOf(ScanEffect.Look))
        is ScanInput.Looked -> Next(looked(state, input))
        ScanInput.Allow -> Next(state, listOf(ScanEffect.Allow))
        is ScanInput.Allowed -> if (input.isAllowed) Next(state, listOf(ScanEffect.Look)) else Next(state.copy(stage = ScanStage.DENIED))
        ScanInput.OpenSettings -> Next(state, listOf(ScanEffect.OpenSettings))
        ScanInput.CameraFailed -> Next(failed(state, "error-camera"))
        ScanInput.Light -> Next(state.copy(isLit = !state.isLit))
        ScanInput.Picture -> Next(state.copy(problem = null), listOf(ScanEffect.Picture))
        is ScanInput.Pictured -> pictured(state, input.got)
        ScanInput.Paste -> Next(state.copy(problem = null, last = null), listOf(ScanEffect.Paste))
        is ScanInput.Read -> read(state, input.text.trim())
        ScanInput.Forget -> Next(state.copy(last = null))
        is ScanInput.Collected -> collected(state, input)
        ScanInput.TakeBatch -> Next(state, listOf(ScanEffect.Go(Place.Import(state.batch))))
        ScanInput.Back -> Next(state, listOf(ScanEffect.Close))
    }

    /** Who has denied it sees what can be done, until it is allowed. */
    private fun looked(state: ScanState, seen: ScanInput.Looked): ScanState {
        val stage = when {
            !seen.isThere -> ScanStage.NO_CAMERA
            seen.isAllowed -> ScanStage.LOOKING
            state.stage == ScanStage.DENIED -> ScanStage.DENIED
            else -> ScanStage.REASON
        }
        return state.copy(stage = stage, hasLight = seen.hasLight)
    }

    private fun pictured(state: ScanState, got: Got<String?>): Next<ScanState, ScanEffect> = when (got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> got.value?.let { read(state.copy(last = null), it) } ?: Next(failed(state, "error-no-qr"))
    }

    private fun read(state: ScanState, text: String): Next<ScanState, ScanEffect> {
        if (text == state.last) return Next(state)
        val now = state.copy(last = text, problem = null)
        val place = placeOf(text)
        return when {
            text.isEmpty() -> Next(failed(now, "error-nothing-copied"))
            state.repairing != null && isTicket(text) -> go(now, Place.RepairByTicket(state.repairing, text))
            state.repairing != null -> Next(failed(now, "error-ticket-not"))
            isBatch(text) -> Next(now, listOf(ScanEffect.Collect(state.batch + text)))
            place != null -> go(now, place)
            else -> Next(failed(now, "error-qr-unknown"))
        }
    }

    /** All codes of an export, in any order, before they are shown. One of another export changes nothing. */
    private fun collected(state: ScanState, collected: ScanInput.Collected): Next<ScanState, ScanEffect> = when (val got = collected.got) {
        is Got.Failed -> Next(state.copy(problem = got.problem))
        is Got.Ok -> {
            val missing = got.value.contents.missing.map { it.toInt() }
            val now = state.copy(batch = collected.batch, missing = missing)
            if (missing.isEmpty()) go(now.copy(batch = emptyList()), Place.Import(collected.batch)) else Next(now)
        }
    }

    private fun go(state: ScanState, place: Place): Next<ScanState, ScanEffect> = Next(state, listOf(ScanEffect.Go(place)))

    private fun failed(state: ScanState, key: String) = state.copy(problem = Problem(Problem.Kind.OTHER, key))
}
