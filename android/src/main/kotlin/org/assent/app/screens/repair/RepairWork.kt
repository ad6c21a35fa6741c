package org.assent.app.screens.repair

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work
import org.assent.core.LinkHealth

fun repairScreen(parts: Parts, place: Place.Repair): Screen =
    ScreenOf(Model(RepairRules.first(), RepairRules, RepairWork(parts, place)), make = ::RepairView)

private class RepairWork(private val parts: Parts, private val place: Place.Repair) : Work<RepairEffect, RepairInput> {
    override fun begin(effect: RepairEffect, send: (RepairInput) -> Unit) {
        when (effect) {
            RepairEffect.Look -> parts.scope.launch { send(look()) }
            is RepairEffect.SignIn -> parts.scope.launch { send(RepairInput.Started(parts.assent.startSignIn(effect.server))) }
            is RepairEffect.Open -> {
                val isOpen = parts.signIn(effect.page) { Place.RepairSignedIn(place.account, effect.page, it) }
                if (!isOpen) send(RepairInput.NoBrowser)
            }
            RepairEffect.Scan -> parts.stack.go(Place.Scan(place.account))
            RepairEffect.Close -> parts.stack.close(place)
        }
    }

    private suspend fun look(): RepairInput {
        val got = parts.assent.repairs.look(place.account)
        if (got.orNull() == LinkHealth.WORKS) parts.push.renew(place.account)
        return RepairInput.Looked(parts.assent.accounts().orNull()?.find { it.id == place.account }, got)
    }
}
