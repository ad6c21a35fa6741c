package org.assent.app.screens.settings

import android.content.Context
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.screen.Place
import org.assent.app.ui.NewPin
import org.assent.app.ui.Options
import org.assent.app.ui.Page
import org.assent.app.ui.say
import org.assent.app.ui.spoken

class SettingsView(context: Context, private val send: (SettingsInput) -> Unit) : Face<SettingsState> {
    private val page = Page(context, R.string.settings) { send(SettingsInput.Back) }
    private val words = context.resources
    private val pin = NewPin(context)
    override val view = page.view

    override fun render(state: SettingsState) = page.build {
        title(words.getString(titleOf(state.step)))
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        when (state.step) {
            SettingsStep.LIST -> if (state.status != null) showList(state) else if (state.problem == null) text(words.getString(R.string.loading))
            SettingsStep.PIN -> showPin(state)
            SettingsStep.LOCK_AFTER -> options().run { showTimes(state.idleSecs) }
            SettingsStep.NEW_RECOVERY_KEY -> {
                text(words.getString(R.string.new_recovery_key_long))
                main(R.string.make_recovery_key) { send(SettingsInput.MakeRecoveryKey) }
            }
            SettingsStep.RECOVERY_KEY -> showRecoveryKey(state.recoveryKey.orEmpty())
        }
    }

    private fun Page.showList(state: SettingsState) {
        section(R.string.app_lock)
        options().run {
            val pinText = if (state.hasPin) R.string.pin_is_set else R.string.pin_is_not_set
            add(R.drawable.ic_dots, words.getString(R.string.pin), words.getString(pinText)) { turn(SettingsStep.PIN) }
            add(R.drawable.ic_clock, words.getString(R.string.lock_after), timeWords(state.idleSecs)) { turn(SettingsStep.LOCK_AFTER) }
            val keyText = if (state.status?.byRecoveryKey == true) R.string.recovery_key_is_made else R.string.recovery_key_is_not_made
            add(R.drawable.ic_key, words.getString(R.string.recovery_key), words.getString(keyText)) { turn(SettingsStep.NEW_RECOVERY_KEY) }
            add(R.drawable.ic_lock, words.getString(R.string.lock_now), end = Options.End.NONE) { send(SettingsInput.LockNow) }
        }
        section(R.string.section_requests)
        options().way(R.drawable.ic_info, R.string.notifications, R.string.notifications_text) { go(Place.Notify) }
        section(R.string.codes)
        options().run {
            val text = words.getString(if (state.hidesCodes) R.string.codes_hidden else R.string.codes_shown)
            addSwitch(R.drawable.ic_finger, words.getString(R.string.hide_codes), text, state.hidesCodes) { send(SettingsInput.HideCodes(!state.hidesCodes)) }
        }
        section(R.string.in_and_out)
        options().run {
            way(R.drawable.ic_phone, R.string.move_out, R.string.move_out_text) { go(Place.MoveOut) }
            way(R.drawable.ic_download, R.string.export, R.string.export_text) { go(Place.Export) }
            way(R.drawable.ic_import, R.string.import_title, R.string.import_text) { go(Place.Import()) }
        }
        section(R.string.about)
        options().way(R.drawable.ic_info, R.string.licences, R.string.licences_text) { go(Place.Licences) }
    }

    private fun go(place: Place) = send(SettingsInput.Go(place))

    private fun Page.showPin(state: SettingsState) {
        text(words.getString(R.string.pin_long))
        pin.fields.forEach(::put)
        main(R.string.save) { pin.take { typed, again -> send(SettingsInput.SetPin(typed, again)) } }
        if (state.hasPin) danger(R.string.remove_pin) { send(SettingsInput.RemovePin) }
    }

    private fun Options.showTimes(chosen: Long?) {
        for (secs in listOf(60L, 300L, 900L, null)) addChoice(R.drawable.ic_clock, timeWords(secs), secs == chosen) { send(SettingsInput.LockAfter(secs)) }
    }

    private fun Page.showRecoveryKey(key: String) {
        text(words.getString(R.string.recovery_key_long))
        text(key.replace('-', ' '), R.style.Text_Groups).contentDescription = key.split('-').joinToString(", ", transform = ::spoken)
        main(R.string.recovery_key_written) { send(SettingsInput.Back) }
    }

    private fun titleOf(step: SettingsStep) = when (step) {
        SettingsStep.LIST -> R.string.settings
        SettingsStep.PIN -> R.string.pin
        SettingsStep.LOCK_AFTER -> R.string.lock_after
        SettingsStep.NEW_RECOVERY_KEY, SettingsStep.RECOVERY_KEY -> R.string.recovery_key
    }

    private fun timeWords(secs: Long?) = when (secs) {
        null -> words.getString(R.string.lock_never)
        else -> (secs / 60).toInt().let { words.getQuantityString(R.plurals.minutes, it, it) }
    }

    private fun turn(step: SettingsStep): Unit = send(SettingsInput.Turn(step))
}
