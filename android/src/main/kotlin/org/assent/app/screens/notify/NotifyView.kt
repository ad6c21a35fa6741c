package org.assent.app.screens.notify

import android.content.Context
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.whenLookedAt
import org.assent.app.wake.WakeWay
import org.assent.app.wake.unifiedpush.Refusal

class NotifyView(context: Context, private val send: (NotifyInput) -> Unit) : Face<NotifyState> {
    private val page = Page(context, R.string.notifications) { send(NotifyInput.Back) }
    private val words = context.resources
    override val view = page.view

    init {
        view.whenLookedAt { send(NotifyInput.Look) }
    }

    override fun render(state: NotifyState) = page.build {
        state.facts?.let { show(state, it) } ?: text(words.getString(R.string.loading))
    }

    private fun Page.show(state: NotifyState, facts: NotifyFacts) = when (state.step) {
        NotifyStep.LIST -> showList(facts)
        NotifyStep.DISTRIBUTORS -> showDistributors(facts)
        NotifyStep.TEST -> showTest(state, facts)
    }

    private fun Page.showList(facts: NotifyFacts) {
        if (!facts.isAllowed) {
            notice(words.getString(R.string.notify_not_allowed), isAlarm = true)
            options().add(R.drawable.ic_warn, words.getString(R.string.notify_allow)) { send(NotifyInput.Allow) }
        }
        section(R.string.notify_ways)
        options().run {
            for (way in WakeWay.entries) {
                val look = lookOf(way)
                addChoice(look.icon, words.getString(look.name), way == facts.way, textOf(way, facts)) { send(NotifyInput.Choose(way)) }
            }
        }
        main(R.string.notify_test) { send(NotifyInput.Test) }
    }

    private fun Page.showDistributors(facts: NotifyFacts) {
        text(words.getString(if (facts.distributors.isEmpty()) R.string.notify_no_distributor else R.string.notify_distributors))
        if (facts.distributors.isNotEmpty()) options().run { facts.distributors.forEach { add(R.drawable.ic_phone, it.name) { send(NotifyInput.By(it.app)) } } }
    }

    private fun Page.showTest(state: NotifyState, facts: NotifyFacts) {
        text(words.getString(if (state.isTesting) R.string.notify_testing else R.string.notify_tested))
        facts(isWordy = true).run {
            for ((link, found) in state.test) {
                val (icon, text) = iconAndWords(found)
                add(icon, nameOf(link), words.getString(text), adviceOf(link, found, facts)?.let(words::getString), isDoubt = found == Found.BROKEN)
            }
        }
        if (!state.isTesting) main(R.string.notify_test_again) { send(NotifyInput.Test) }
    }

    private class Look(val icon: Int, val name: Int, val text: Int)

    private fun lookOf(way: WakeWay) = when (way) {
        WakeWay.OPENING -> Look(R.drawable.ic_phone, R.string.wake_opening, R.string.wake_opening_text)
        WakeWay.UNIFIED_PUSH -> Look(R.drawable.ic_share, R.string.wake_unified_push, R.string.wake_unified_push_text)
        WakeWay.CONNECTION -> Look(R.drawable.ic_computer, R.string.wake_connection, R.string.wake_connection_text)
    }

    /** Who wakes the app, once there is one. */
    private fun textOf(way: WakeWay, facts: NotifyFacts): String {
        val by = facts.distributors.find { it.app == facts.distributor }?.name.takeIf { way == WakeWay.UNIFIED_PUSH }
        return by?.let { words.getString(R.string.notify_by, it) } ?: words.getString(lookOf(way).text)
    }

    private fun iconAndWords(found: Found) = when (found) {
        Found.BEGUN -> R.drawable.ic_clock to R.string.chain_begun
        Found.WORKS -> R.drawable.ic_done to R.string.chain_works
        Found.BROKEN -> R.drawable.ic_no to R.string.chain_broken
        Found.UNKNOWN -> R.drawable.ic_info to R.string.chain_unknown
    }

    private fun nameOf(link: Chain) = when (link) {
        Chain.ALLOWED -> R.string.chain_allowed
        Chain.SERVERS -> R.string.chain_servers
        Chain.WAY -> R.string.chain_way
        Chain.PUSH -> R.string.chain_push
        Chain.SHOWN -> R.string.chain_shown
    }

    /** What it means, and what to do. */
    private fun adviceOf(link: Chain, found: Found, facts: NotifyFacts): Int? = when (found) {
        Found.BEGUN -> null
        Found.WORKS -> R.string.chain_shown_works.takeIf { link == Chain.SHOWN }
        Found.UNKNOWN -> if (facts.way == WakeWay.CONNECTION) R.string.chain_push_held else R.string.chain_push_none
        Found.BROKEN -> when (link) {
            Chain.ALLOWED, Chain.SHOWN -> R.string.chain_allowed_broken
            Chain.SERVERS -> R.string.chain_servers_broken
            Chain.WAY -> adviceOf(facts)
            Chain.PUSH -> R.string.chain_push_broken
        }
    }

    /** Why nothing wakes the app. */
    private fun adviceOf(facts: NotifyFacts): Int = when {
        facts.way == WakeWay.OPENING -> R.string.chain_way_opening
        facts.way == WakeWay.CONNECTION -> R.string.chain_way_line
        facts.distributors.none { it.app == facts.distributor } -> R.string.chain_way_gone
        facts.refusal == Refusal.NETWORK -> R.string.chain_way_network
        facts.refusal == Refusal.ACTION_REQUIRED -> R.string.chain_way_action
        facts.refusal == Refusal.VAPID_REQUIRED -> R.string.chain_way_vapid
        else -> R.string.chain_way_broken
    }
}
