package org.assent.app.screens.link

import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.bridge.Link
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

/** Links with what [begin] gives: a ticket's link, or a sign-in's. */
fun linkScreen(parts: Parts, place: Place, begin: suspend () -> Got<Link>): Screen {
    val model = Model(LinkRules.first(), LinkRules, LinkWork(parts, place, begin))
    return ScreenOf(model, LinkInput.Done, { true }, ::LinkView)
}

private class LinkWork(private val parts: Parts, private val place: Place, private val begin: suspend () -> Got<Link>) :
    Work<LinkEffect, LinkInput> {
    private val jobs = mutableListOf<Job>()

    override fun begin(effect: LinkEffect, send: (LinkInput) -> Unit) {
        when (effect) {
            LinkEffect.Begin -> jobs += parts.scope.launch { send(LinkInput.Began(begin())) }
            is LinkEffect.Confirm -> jobs += parts.scope.launch { send(LinkInput.Confirmed(parts.assent.confirmLinked(effect.link.account))) }
            is LinkEffect.Forget -> parts.scope.launch { parts.assent.remove(effect.link.account, forgetLocally = true) }
            LinkEffect.Close -> parts.stack.close(place)
            LinkEffect.Home -> parts.linked()
        }
    }

    /** A cancelled link is taken back on both sides. */
    override fun end() = jobs.forEach { it.cancel() }
}
