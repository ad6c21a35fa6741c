/** Adding an account: the ways to it. Nothing changes here, so it has no state of its own. */
package org.assent.app.screens.add

import android.content.Context
import org.assent.app.Parts
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work
import org.assent.app.ui.Options
import org.assent.app.ui.Page

/** What was chosen; null: back. */
data class AddInput(val place: Place?)

fun addScreen(parts: Parts): Screen {
    val rules = Rules<Unit, AddInput, AddInput> { _, input -> Next(Unit, listOf(input)) }
    val work = object : Work<AddInput, AddInput> {
        override fun begin(effect: AddInput, send: (AddInput) -> Unit) {
            effect.place?.let(parts.stack::go) ?: parts.stack.back()
        }
    }
    return ScreenOf(Model(Next(Unit), rules, work), make = ::AddView)
}

class AddView(context: Context, private val send: (AddInput) -> Unit) : Face<Unit> {
    private val page = Page(context, R.string.add_account) { send(AddInput(null)) }
    override val view = page.view

    override fun render(state: Unit) = page.build {
        section(R.string.on_assent_server)
        options().run {
            addServerWays(::go)
            way(R.drawable.ic_again, R.string.move_in, R.string.move_in_text) { go(Place.MoveIn()) }
        }
        section(R.string.of_other_website)
        options().run {
            way(R.drawable.ic_scan, R.string.scan_code, R.string.scan_code_text) { go(Place.Scan()) }
            way(R.drawable.ic_pen, R.string.type_in, R.string.type_in_text) { go(Place.Type) }
            way(R.drawable.ic_import, R.string.import_title, R.string.import_text) { go(Place.Import()) }
        }
    }

    private fun go(place: Place): Unit = send(AddInput(place))
}

/** The two ways to an account of an Assent server. */
internal fun Options.addServerWays(go: (Place) -> Unit) {
    way(R.drawable.ic_phone, R.string.sign_in_here, R.string.sign_in_here_text, isFirst = true) { go(Place.SignIn) }
    way(R.drawable.ic_computer, R.string.sign_in_computer, R.string.sign_in_computer_text) { go(Place.Scan()) }
}
