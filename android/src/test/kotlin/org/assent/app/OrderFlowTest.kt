package org.assent.app

import org.assent.app.phone.ShadowPrompt
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** The list as its owner arranged it (A18). */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class OrderFlowTest {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand

    @Test
    fun the_last_account_goes_to_the_top_and_stays_there() {
        hand.adds("Shop", "GEZDGNBVGY3TQOJQ")
        hand.adds("Bakery", "MFRGGZDFMZTWQ2LK")
        assertEquals(listOf("Atelier", "Shop", "Bakery"), listed())
        hand.press("Bakery")
        hand.sees("3 of 3")
        hand.press("Place in the list")
        assertFalse(hand.canPress("Down"))
        hand.press("To the top")
        hand.sees("1 of 3")
        assertFalse(hand.canPress("Up"))
        hand.press("Down")
        hand.sees("2 of 3")
        hand.press("Up")
        hand.sees("1 of 3")
        repeat(2) { hand.touch(R.id.back) }
        assertEquals(listOf("Bakery", "Atelier", "Shop"), listed())
        hand.losesTheProcess()
        assertEquals(listOf("Bakery", "Atelier", "Shop"), listed())
    }

    @Test
    fun one_account_has_no_place_to_go_to() {
        hand.press("Atelier")
        hand.sees("Rename")
        assertFalse(hand.canPress("Place in the list"))
    }

    /** The accounts from top to bottom, once all are there. */
    private fun listed(): List<String> = hand.until("three accounts") {
        hand.texts().filter { it in setOf("Atelier", "Shop", "Bakery") }.takeIf { it.size == 3 && "Accounts" in hand.texts() }
    }
}
