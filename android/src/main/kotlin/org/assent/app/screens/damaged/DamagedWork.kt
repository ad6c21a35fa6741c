package org.assent.app.screens.damaged

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun damagedScreen(parts: Parts): Screen =
    ScreenOf(Model(DamagedRules.first(), DamagedRules, DamagedWork(parts)), DamagedInput.Back, { it.chosen != null }, ::DamagedView)

private class DamagedWork(private val parts: Parts) : Work<DamagedEffect, DamagedInput> {
    override fun begin(effect: DamagedEffect, send: (DamagedInput) -> Unit) {
        when (effect) {
            DamagedEffect.Read -> parts.scope.launch { send(DamagedInput.Read(parts.assent.damaged())) }
            is DamagedEffect.Forget -> parts.scope.launch {
                send(DamagedInput.Forgotten(parts.assent.forgetDamaged(effect.record)))
                // The list, which may stand beside, counts them anew.
                parts.stack.changed()
            }
            DamagedEffect.Close -> parts.stack.close(Place.Damaged)
        }
    }
}
