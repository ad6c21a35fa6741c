package org.assent.app

import android.content.Context

/** What the person prefers. Nothing of it is secret, so it lies beside the vault, and is known while that is locked. */
class Preferences(context: Context) {
    private val kept = context.getSharedPreferences("preferences", Context.MODE_PRIVATE)

    /** Codes show only when they are tapped. */
    var hidesCodes: Boolean
        get() = kept.getBoolean(HIDES_CODES, false)
        set(value) = kept.edit().putBoolean(HIDES_CODES, value).apply()

    private companion object {
        const val HIDES_CODES = "hides_codes"
    }
}
