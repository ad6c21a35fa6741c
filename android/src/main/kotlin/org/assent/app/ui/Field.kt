package org.assent.app.ui

import android.content.Context
import android.text.InputType
import android.view.LayoutInflater
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.TextView
import java.nio.CharBuffer
import org.assent.app.R

/** Typed without being shown or kept by a keyboard. */
const val PASSWORD = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD

/** A field with its name above. Made once a screen, so that typing goes on while the screen changes around it. */
class Field(context: Context, name: Int, hint: Int? = null, type: Int = InputType.TYPE_CLASS_TEXT, done: () -> Unit = {}) {
    val view: View = LayoutInflater.from(context).inflate(R.layout.named_field, LinearLayout(context), false)
    val edit: EditText = view.findViewById(R.id.typed)

    val text: String get() = edit.text.toString()

    init {
        val label = view.findViewById<TextView>(R.id.name)
        label.setText(name)
        // Two fields may be on one page.
        edit.id = View.generateViewId()
        label.labelFor = edit.id
        hint?.let(edit::setHint)
        edit.setPlainType(type)
        edit.setOnEditorActionListener { _, action, _ -> (action == EditorInfo.IME_ACTION_DONE).also { if (it) done() } }
    }

    fun takeBytes(): ByteArray = edit.takeBytes()
}

/** Passwords too are shown in the letters of everything else. */
fun EditText.setPlainType(type: Int) {
    val letters = typeface
    inputType = type
    typeface = letters
}

/** What was typed, in UTF-8; it leaves the field at once. */
fun EditText.takeBytes(): ByteArray {
    val characters = CharArray(length()).also { text.getChars(0, it.size, it, 0) }
    val encoded = Charsets.UTF_8.encode(CharBuffer.wrap(characters))
    characters.fill(' ')
    text.clear()
    return ByteArray(encoded.remaining()).also(encoded::get).also { encoded.array().fill(0) }
}
