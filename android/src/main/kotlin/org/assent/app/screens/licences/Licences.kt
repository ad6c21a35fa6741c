/** What the app is built of, and under which licences: its states and its rules. Everything is there from the first moment on. */
package org.assent.app.screens.licences

import org.assent.app.Parts
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf

data class LicencesState(
    val parts: List<BuiltIn>,
    /** The one whose licence is read. */
    val open: BuiltIn? = null,
)

sealed interface LicencesInput {
    data class Opens(val part: BuiltIn) : LicencesInput
    data object Back : LicencesInput
}

data object LeaveLicences

object LicencesRules : Rules<LicencesState, LicencesInput, LeaveLicences> {
    override fun next(state: LicencesState, input: LicencesInput): Next<LicencesState, LeaveLicences> = when (input) {
        is LicencesInput.Opens -> Next(state.copy(open = input.part))
        LicencesInput.Back if state.open != null -> Next(state.copy(open = null))
        LicencesInput.Back -> Next(state, listOf(LeaveLicences))
    }
}

fun licencesScreen(parts: Parts): Screen {
    val model = Model<LicencesState, LicencesInput, LeaveLicences>(Next(LicencesState(BuiltIn.read(parts.licences()))), LicencesRules) { _, _ ->
        parts.stack.close(Place.Licences)
    }
    return ScreenOf(model, LicencesInput.Back, { it.open != null }, ::LicencesView)
}
