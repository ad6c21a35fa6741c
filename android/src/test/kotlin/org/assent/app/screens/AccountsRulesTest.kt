package org.assent.app.screens

import org.assent.app.NOW
import org.assent.app.Samples
import org.assent.app.bridge.DamagedRecord
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.screen.Place
import org.assent.app.screens.accounts.AccountsEffect
import org.assent.app.screens.accounts.AccountsInput
import org.assent.app.screens.accounts.AccountsRules
import org.assent.app.screens.accounts.AccountsState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class AccountsRulesTest {
    private val content = Samples.accountsStates.getValue("content")
    private val accounts = content.accounts!!
    private val rules = AccountsRules

    @Test
    fun codes_are_read_again_when_the_first_of_them_ends() {
        val before = rules.next(content, AccountsInput.Tick(NOW + 3))
        assertEquals(1L, before.state.left(accounts[2]))
        assertTrue(before.effects.isEmpty())
        assertEquals(listOf(AccountsEffect.Read("")), rules.next(content, AccountsInput.Tick(NOW + 4)).effects)
    }

    @Test
    fun a_link_that_waits_for_its_code_is_looked_after_until_it_has_it() {
        val pending = Samples.accountsStates.getValue("pending")
        assertEquals(listOf(AccountsEffect.Read("")), rules.next(pending, AccountsInput.Tick(NOW + 1)).effects)
        val same = rules.next(pending, AccountsInput.Read(Got.Ok(pending.accounts!!), "", NOW + 1))
        assertTrue(same.effects.isEmpty())
        val active = pending.accounts.map { it.copy(isPending = false) }
        val linked = rules.next(same.state, AccountsInput.Read(Got.Ok(active), "", NOW + 2))
        assertEquals(listOf(AccountsEffect.Linked), linked.effects)
        assertTrue("once", rules.next(linked.state, AccountsInput.Read(Got.Ok(active), "", NOW + 3)).effects.isEmpty())
    }

    @Test
    fun an_answer_to_an_older_search_is_not_shown() {
        val searching = rules.next(content, AccountsInput.Typed("wik"))
        assertEquals(listOf(AccountsEffect.Read("wik")), searching.effects)
        val old = rules.next(searching.state, AccountsInput.Read(Got.Ok(emptyList()), "wi", NOW)).state
        assertEquals(accounts, old.accounts)
        assertTrue(rules.next(old, AccountsInput.Read(Got.Ok(emptyList()), "wik", NOW)).state.accounts!!.isEmpty())
    }

    @Test
    fun a_hidden_code_is_shown_by_the_first_tap_and_the_account_by_the_second() {
        val hidden = Samples.accountsStates.getValue("hidden")
        val tap = AccountsInput.Tapped("2")
        val shown = rules.next(hidden, tap)
        assertTrue(shown.effects.isEmpty() && shown.state.shows(accounts[1]))
        assertEquals(listOf(AccountsEffect.Go(Place.Account("2"))), rules.next(shown.state, tap).effects)
        assertFalse(hidden.shows(accounts[1]))
    }

    @Test
    fun what_was_shown_is_hidden_again_once_codes_are_to_be_hidden() {
        assertTrue(AccountsEffect.ReadPreferences in rules.next(content, AccountsInput.Changed).effects)
        val hidden = rules.next(content.copy(revealed = setOf("2")), AccountsInput.Hides(true)).state
        assertFalse(hidden.shows(accounts[1]))
        val shown = rules.next(hidden, AccountsInput.Tapped("2")).state
        assertTrue("it stays as it was wished", rules.next(shown, AccountsInput.Hides(true)).state.shows(accounts[1]))
    }

    @Test
    fun what_is_set_aside_is_counted_anew_with_each_change() {
        assertTrue(AccountsEffect.CountDamaged in rules.next(content, AccountsInput.Changed).effects)
    }

    @Test
    fun trouble_is_said_and_goes_with_the_next_list() {
        val problem = Problem(Problem.Kind.DAMAGED, "error-list-damaged")
        val troubled = rules.next(content, AccountsInput.Read(Got.Failed(problem), "", NOW)).state
        assertEquals(problem to accounts, troubled.problem to troubled.accounts)
        assertNull(rules.next(troubled, AccountsInput.Read(Got.Ok(accounts), "", NOW)).state.problem)
    }

    @Test
    fun what_is_set_aside_is_counted_beside_the_first_list() {
        assertTrue(AccountsEffect.CountDamaged in rules.first(hidesCodes = false, NOW).effects)
        val record = DamagedRecord("account", "a", null, false)
        assertEquals(1, rules.next(content, AccountsInput.Damaged(Got.Ok(listOf(record)))).state.damaged)
    }

    @Test
    fun requests_that_wait_lead_back_to_them_until_none_does() {
        val opened = { state: AccountsState -> rules.next(state, AccountsInput.OpensWaiting).effects }
        val one = rules.next(content, AccountsInput.Waits(listOf("r1"))).state
        assertEquals(listOf(AccountsEffect.Go(Place.Request("r1"))), opened(one))
        val two = rules.next(one, AccountsInput.Waits(listOf("r1", "r2"))).state
        assertEquals(listOf(AccountsEffect.Go(Place.Requests)), opened(two))
        val none = rules.next(two, AccountsInput.Waits(emptyList())).state
        assertTrue(none.waiting.isEmpty() && opened(none).isEmpty())
    }

    @Test
    fun the_clock_that_is_off_most_is_said() {
        val off = content.copy(accounts = listOf(accounts[0].copy(clockAheadSecs = 30), accounts[1].copy(clockAheadSecs = -95)))
        assertEquals(-95L, off.clockOff)
        assertNull(content.clockOff)
    }
}
