package org.assent.app.screens

import java.time.LocalTime
import java.time.ZoneOffset
import org.assent.app.NOW
import org.assent.app.Samples
import org.assent.app.bridge.Got
import org.assent.app.problem
import org.assent.app.screens.account.AccountEffect
import org.assent.app.screens.account.AccountInput
import org.assent.app.screens.account.AccountRules
import org.assent.app.screens.account.Step
import org.junit.Assert.assertEquals
import org.junit.Test

class AccountRulesTest {
    private val looking = Samples.accountStates.getValue("looking")

    private fun quietTill(hour: Int) =
        AccountRules.next(looking, AccountInput.QuietTill(LocalTime.of(hour, 0), ZoneOffset.UTC)).effects

    /** It is 09:41:06. */
    @Test
    fun quiet_till_a_time_ends_when_it_comes_next() {
        assertEquals(listOf(AccountEffect.Quiet(NOW - 2466 + 22 * 3600)), quietTill(7))
        assertEquals(listOf(AccountEffect.Quiet(NOW - 2466 + 3600)), quietTill(10))
    }

    @Test
    fun an_account_knows_its_place_in_the_list_and_its_page_stays_while_it_is_moved() {
        val placing = Samples.accountStates.getValue("placing")
        val moved = AccountRules.next(placing, AccountInput.MoveTo(0))
        assertEquals(listOf(AccountEffect.MoveTo(0)), moved.effects)
        val done = AccountRules.next(moved.state, AccountInput.Done(Got.Ok(Unit)))
        assertEquals(Step.PLACING to listOf(AccountEffect.Read), done.state.step to done.effects)
        val read = AccountRules.next(done.state, AccountInput.Read(Got.Ok(Samples.accounts), Samples.accounts[3].id, NOW)).state
        assertEquals(3 to Samples.accounts.size, read.place to read.count)
    }

    @Test
    fun an_account_is_removed_once_however_often_it_is_pressed() {
        val removing = AccountRules.next(Samples.accountStates.getValue("removing"), AccountInput.Remove(forgetLocally = false))
        assertEquals(listOf(AccountEffect.Remove(forgetLocally = false)), removing.effects)
        assertEquals(emptyList<AccountEffect>(), AccountRules.next(removing.state, AccountInput.Remove(forgetLocally = false)).effects)
        assertEquals("leaving stops nothing", listOf(AccountEffect.Close), AccountRules.next(removing.state, AccountInput.Back).effects)
        val failed = AccountRules.next(removing.state, AccountInput.Removed(Got.Failed(problem("error-still-linked")))).state
        assertEquals(Step.FORGETTING to false, failed.step to failed.isRemoving)
    }

    @Test
    fun backup_codes_are_on_the_page_of_the_account_s_own_server() {
        val opened = AccountRules.next(looking, AccountInput.OpenServer).effects
        assertEquals(listOf(AccountEffect.OpenPage("https://assent.atelier.example/security")), opened)
        assertEquals(emptyList<AccountEffect>(), AccountRules.next(Samples.accountStates.getValue("counted"), AccountInput.OpenServer).effects)
    }
}
