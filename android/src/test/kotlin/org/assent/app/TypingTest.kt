package org.assent.app

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import org.assent.app.screens.account.AccountScreenView
import org.assent.app.screens.account.Step
import org.assent.app.screens.type.TypeView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

/** A screen changes while somebody types in it. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, qualifiers = PHONE)
class TypingTest {
    private val activity: Activity = Robolectric.buildActivity(PlainActivity::class.java).setup().get()

    @Test
    fun what_is_refused_stays_in_its_field_and_may_be_mended_at_once() {
        val view = TypeView(activity) {}.also { activity.setContentView(it.view) }
        view.render(Samples.typeStates.getValue("fields"))
        val field = typing(view.view, "Shop")
        view.render(Samples.typeStates.getValue("bad"))
        assertTrue(field.isFocused)
        assertEquals("Shop", field.text.toString())
    }

    @Test
    fun a_name_is_typed_on_while_codes_change() {
        val view = AccountScreenView(activity) {}.also { activity.setContentView(it.view) }
        val naming = Samples.accountStates.getValue("looking").copy(step = Step.NAMING)
        view.render(naming)
        val field = typing(view.view, "Work")
        val account = naming.account!!
        view.render(naming.copy(now = naming.now + 1, account = account.copy(code = account.code!!.copy(code = "000111"))))
        assertTrue(field.isFocused)
        assertEquals("Work", field.text.toString())
    }

    private fun typing(page: View, text: String): EditText = fieldIn(page)!!.also {
        it.requestFocus()
        it.setText(text)
    }

    private fun fieldIn(view: View): EditText? = when (view) {
        is EditText -> view
        is ViewGroup -> (0 until view.childCount).firstNotNullOfOrNull { fieldIn(view.getChildAt(it)) }
        else -> null
    }
}
