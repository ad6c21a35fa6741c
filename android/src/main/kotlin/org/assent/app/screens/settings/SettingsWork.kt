package org.assent.app.screens.settings

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun settingsScreen(parts: Parts): Screen {
    val model = Model(SettingsRules.first(parts.preferences.hidesCodes), SettingsRules, SettingsWork(parts))
    return ScreenOf(model, SettingsInput.Back, { it.step != SettingsStep.LIST }, ::SettingsView)
}

private class SettingsWork(private val parts: Parts) : Work<SettingsEffect, SettingsInput> {
    override fun begin(effect: SettingsEffect, send: (SettingsInput) -> Unit) {
        when (effect) {
            SettingsEffect.Read -> parts.scope.launch { send(SettingsInput.Read(parts.assent.status(), parts.assent.idleSecs().orNull())) }
            is SettingsEffect.HideCodes -> {
                parts.preferences.hidesCodes = effect.hides
                // The list may stand beside.
                parts.stack.changed()
            }
            is SettingsEffect.SetPin -> change(send) { parts.assent.setPin(effect.pin) }
            SettingsEffect.RemovePin -> change(send) { parts.assent.removePin() }
            is SettingsEffect.LockAfter -> change(send) { parts.assent.lockAfter(effect.secs) }
            SettingsEffect.MakeRecoveryKey -> parts.scope.launch { send(SettingsInput.MadeRecoveryKey(makeRecoveryKey())) }
            SettingsEffect.LockNow -> parts.locked()
            is SettingsEffect.Go -> parts.stack.go(effect.place)
            SettingsEffect.Close -> parts.stack.close(Place.Settings)
        }
    }

    private fun change(send: (SettingsInput) -> Unit, change: suspend () -> Got<Any>) {
        parts.scope.launch { send(SettingsInput.Done(change())) }
    }

    private suspend fun makeRecoveryKey(): Got<String> = when (val got = parts.assent.makeRecoveryKey()) {
        is Got.Ok -> Got.Ok(got.value.decodeToString()).also { got.value.fill(0) }
        is Got.Failed -> got
    }
}
