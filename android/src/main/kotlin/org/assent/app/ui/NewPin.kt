package org.assent.app.ui

import android.content.Context
import android.view.View
import org.assent.app.R

/** A new PIN, typed twice. */
class NewPin(context: Context) {
    private val pin = Field(context, R.string.new_pin, type = PASSWORD)
    private val again = Field(context, R.string.new_pin_again, type = PASSWORD)

    val fields: List<View> get() = listOf(pin.view, again.view)

    /** What was typed leaves the fields. */
    fun take(taken: (ByteArray, ByteArray) -> Unit) = taken(pin.takeBytes(), again.takeBytes())
}
