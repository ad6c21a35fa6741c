package org.assent.app.screens.link

import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun linkScreen(parts: Parts, place: Place, linking: Linking): Screen {
    val model = Model(LinkRules.first(), LinkRules, LinkWork(parts, place, linking))
    return ScreenOf(model, LinkInput.Done, { true }, ::LinkView)
}

private class LinkWork(private val parts: Parts, private val place: Place, private val linking: Linking) : Work<LinkEffect, LinkInput> {
    private val jobs = mutableListOf<Job>()

    override fun begin(effect: LinkEffect, send: (LinkInput) -> Unit) {
        when (effect) {
            LinkEffect.Begin -> jobs += parts.scope.launch { send(LinkInput.Began(linking.begin())) }
            is LinkEffect.Confirm -> jobs += parts.scope.launch { send(LinkInput.Confirmed(effect.link, linking.confirm(effect.link))) }
            is LinkEffect.Forget -> parts.scope.launch {
                linking.forget(effect.link)
                parts.stack.changed()
            }
            LinkEffect.Close -> parts.stack.close(place)
            LinkEffect.GiveUp -> {
                parts.stack.close(place)
                parts.stack.top?.again()
            }
            LinkEffect.Linked -> {
                parts.linked()
                parts.stack.changed()
            }
            LinkEffect.Home -> parts.stack.restart(Place.Accounts)
        }
    }

    /** A cancelled link is taken back on both sides. */
    override fun end() = jobs.forEach { it.cancel() }
}
