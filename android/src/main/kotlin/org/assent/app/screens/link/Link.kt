/** Linking with a ticket: its states and its rules. */
package org.assent.app.screens.link

import org.assent.app.bridge.Got
import org.assent.app.bridge.Link
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Rules

sealed interface LinkState {
    /** The server is asked. */
    data object Asking : LinkState

    /** The person types the link code on the computer. */
    data class ShowsCode(val link: Link) : LinkState

    /** It is in the list. [isOldListed]: of a repair, the server still lists what was before. */
    data class Linked(val link: Link, val isOldListed: Boolean = false) : LinkState

    /** It is not, and nothing is left of it. */
    data class Failed(val problem: Problem) : LinkState
}

sealed interface LinkInput {
    data class Began(val got: Got<Link>) : LinkInput
    /** Whether the server still lists an older link of this account. */
    data class Confirmed(val link: Link, val got: Got<Boolean>) : LinkInput

    /** Stops a link that is under way, or closes. */
    data object Done : LinkInput
}

sealed interface LinkEffect {
    data object Begin : LinkEffect
    data class Confirm(val link: Link) : LinkEffect

    /** Takes the account away again that was not confirmed. */
    data class Forget(val link: Link) : LinkEffect
    data object Close : LinkEffect

    /** Back to where the ticket came from: it may be tried again. */
    data object GiveUp : LinkEffect

    /** The account is in the list: the phone is made ready for its requests. */
    data object Linked : LinkEffect

    /** To the list, which has it now. */
    data object Home : LinkEffect
}

object LinkRules : Rules<LinkState, LinkInput, LinkEffect> {
    fun first() = Next<LinkState, LinkEffect>(LinkState.Asking, listOf(LinkEffect.Begin))

    override fun next(state: LinkState, input: LinkInput): Next<LinkState, LinkEffect> = when (input) {
        is LinkInput.Began -> began(input.got)
        is LinkInput.Confirmed -> confirmed(input)
        LinkInput.Done -> Next(state, whenDone(state))
    }

    private fun whenDone(state: LinkState): List<LinkEffect> = when (state) {
        is LinkState.ShowsCode -> listOf(LinkEffect.Forget(state.link), LinkEffect.Close)
        is LinkState.Linked -> listOf(LinkEffect.Home)
        is LinkState.Failed -> listOf(LinkEffect.GiveUp)
        LinkState.Asking -> listOf(LinkEffect.Close)
    }

    /** Without a link code there is nothing to type: the person signed in on this very phone. */
    private fun began(got: Got<Link>): Next<LinkState, LinkEffect> = when (got) {
        is Got.Failed -> Next(LinkState.Failed(got.problem))
        is Got.Ok -> Next(if (got.value.linkCode == null) LinkState.Asking else LinkState.ShowsCode(got.value), listOf(LinkEffect.Confirm(got.value)))
    }

    private fun confirmed(confirmed: LinkInput.Confirmed): Next<LinkState, LinkEffect> = when (val got = confirmed.got) {
        is Got.Failed -> Next(LinkState.Failed(got.problem))
        is Got.Ok -> Next(LinkState.Linked(confirmed.link, got.value), listOf(LinkEffect.Linked))
    }
}
