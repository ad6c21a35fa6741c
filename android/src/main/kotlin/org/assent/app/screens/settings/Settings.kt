/** The settings: their states and their rules. */
package org.assent.app.screens.settings

import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Status
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules
import org.assent.app.screen.typedTwice

data class SettingsState(
    /** Null while it is read. */
    val status: Status? = null,
    val idleSecs: Long? = null,
    val hidesCodes: Boolean = false,
    val step: SettingsStep = SettingsStep.LIST,
    /** Shown once. */
    val recoveryKey: String? = null,
    val problem: Problem? = null,
) {
    val hasPin: Boolean get() = status?.pinTriesLeft != null
}

enum class SettingsStep { LIST, PIN, LOCK_AFTER, NEW_RECOVERY_KEY, RECOVERY_KEY }

sealed interface SettingsInput {
    data class Read(val status: Got<Status>, val idleSecs: Long?) : SettingsInput
    data class Turn(val step: SettingsStep) : SettingsInput
    data class HideCodes(val hides: Boolean) : SettingsInput

    /** Typed twice. No part of any state. */
    class SetPin(val pin: ByteArray, val again: ByteArray) : SettingsInput
    data object RemovePin : SettingsInput
    data class LockAfter(val secs: Long?) : SettingsInput
    data object MakeRecoveryKey : SettingsInput
    class MadeRecoveryKey(val got: Got<String>) : SettingsInput
    data class Done(val got: Got<Any>) : SettingsInput
    data object LockNow : SettingsInput
    data class Go(val place: Place) : SettingsInput
    data object Back : SettingsInput
}

sealed interface SettingsEffect {
    data object Read : SettingsEffect
    data class HideCodes(val hides: Boolean) : SettingsEffect
    class SetPin(val pin: ByteArray) : SettingsEffect
    data object RemovePin : SettingsEffect
    data class LockAfter(val secs: Long?) : SettingsEffect
    data object MakeRecoveryKey : SettingsEffect
    data object LockNow : SettingsEffect
    data class Go(val place: Place) : SettingsEffect
    data object Close : SettingsEffect
}

object SettingsRules : Rules<SettingsState, SettingsInput, SettingsEffect> {
    fun first(hidesCodes: Boolean) =
        Next<SettingsState, SettingsEffect>(SettingsState(hidesCodes = hidesCodes), listOf(SettingsEffect.Read))

    override fun next(state: SettingsState, input: SettingsInput): Next<SettingsState, SettingsEffect> = when (input) {
        is SettingsInput.Read -> Next(read(state, input))
        is SettingsInput.Turn -> Next(state.copy(step = input.step, problem = null))
        is SettingsInput.HideCodes -> Next(state.copy(hidesCodes = input.hides), listOf(SettingsEffect.HideCodes(input.hides)))
        is SettingsInput.SetPin -> setPin(state, input)
        SettingsInput.RemovePin -> begin(state, SettingsEffect.RemovePin)
        is SettingsInput.LockAfter -> begin(state, SettingsEffect.LockAfter(input.secs))
        SettingsInput.MakeRecoveryKey -> begin(state, SettingsEffect.MakeRecoveryKey)
        is SettingsInput.MadeRecoveryKey -> made(state, input.got)
        is SettingsInput.Done -> done(state, input.got)
        SettingsInput.LockNow -> Next(state, listOf(SettingsEffect.LockNow))
        is SettingsInput.Go -> Next(state, listOf(SettingsEffect.Go(input.place)))
        SettingsInput.Back -> back(state)
    }

    private fun read(state: SettingsState, read: SettingsInput.Read) = when (val got = read.status) {
        is Got.Ok -> state.copy(status = got.value, idleSecs = read.idleSecs)
        is Got.Failed -> state.copy(problem = got.problem)
    }

    private fun setPin(state: SettingsState, typed: SettingsInput.SetPin): Next<SettingsState, SettingsEffect> {
        val pin = typedTwice(typed.pin, typed.again) ?: return Next(state.copy(problem = Problem(Problem.Kind.OTHER, "error-pin-differs")))
        return begin(state, SettingsEffect.SetPin(pin))
    }

    private fun begin(state: SettingsState, effect: SettingsEffect) = Next(state.copy(problem = null), listOf(effect))

    private fun made(state: SettingsState, got: Got<String>): Next<SettingsState, SettingsEffect> = when (got) {
        is Got.Ok -> Next(state.copy(step = SettingsStep.RECOVERY_KEY, recoveryKey = got.value), listOf(SettingsEffect.Read))
        is Got.Failed -> Next(state.copy(problem = got.problem))
    }

    private fun done(state: SettingsState, got: Got<Any>): Next<SettingsState, SettingsEffect> = when (got) {
        is Got.Ok -> Next(state.copy(step = SettingsStep.LIST), listOf(SettingsEffect.Read))
        is Got.Failed -> Next(state.copy(problem = got.problem))
    }

    /** The recovery key is not kept a moment longer than it is shown. */
    private fun back(state: SettingsState): Next<SettingsState, SettingsEffect> {
        if (state.step == SettingsStep.LIST) return Next(state, listOf(SettingsEffect.Close))
        return Next(state.copy(step = SettingsStep.LIST, recoveryKey = null, problem = null))
    }
}
