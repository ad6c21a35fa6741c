package org.assent.app.screens

import org.assent.app.Samples
import org.assent.app.bridge.Got
import org.assent.app.screens.link.LinkEffect
import org.assent.app.screens.link.LinkInput
import org.assent.app.screens.link.LinkRules
import org.assent.app.screens.link.LinkState
import org.junit.Assert.assertEquals
import org.junit.Test

class LinkRulesTest {
    private val rules = LinkRules
    private val code = Samples.linkStates.getValue("code") as LinkState.ShowsCode

    @Test
    fun a_link_that_failed_may_be_tried_again() {
        assertEquals(listOf<LinkEffect>(LinkEffect.GiveUp), rules.next(Samples.linkStates.getValue("failed"), LinkInput.Done).effects)
    }

    @Test
    fun the_phone_is_made_ready_once_the_link_is_confirmed_and_not_again_by_the_way_home() {
        val linked = rules.next(code, LinkInput.Confirmed(code.link, Got.Ok(false)))
        assertEquals(listOf<LinkEffect>(LinkEffect.Linked), linked.effects)
        assertEquals(listOf<LinkEffect>(LinkEffect.Home), rules.next(linked.state, LinkInput.Done).effects)
    }
}
