package org.assent.app

import android.content.Context
import org.assent.app.wake.WakeWay

/** What the person prefers. Nothing of it is secret, so it lies beside the vault, and is known while that is locked. */
class Preferences(context: Context) {
    private val kept = context.getSharedPreferences("preferences", Context.MODE_PRIVATE)

    /** Codes show only when they are tapped. */
    var hidesCodes: Boolean
        get() = kept.getBoolean(HIDES_CODES, false)
        set(value) = kept.edit().putBoolean(HIDES_CODES, value).apply()

    /** How requests reach this phone while the app is not on the screen. */
    var wakeWay: WakeWay
        get() = WakeWay.entries.find { it.name == kept.getString(WAKE_WAY, null) } ?: WakeWay.OPENING
        set(value) = kept.edit().putString(WAKE_WAY, value.name).apply()

    private companion object {
        const val WAKE_WAY = "wake_way"
        const val HIDES_CODES = "hides_codes"
    }
}
