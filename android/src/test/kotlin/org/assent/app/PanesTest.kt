package org.assent.app

import org.assent.app.phone.ShadowPrompt
import org.assent.app.screen.Place
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** A tablet in the hand: the list stays where it is. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = "en-rGB-w1280dp-h800dp-notnight-mdpi", shadows = [ShadowPrompt::class])
class PanesTest {
    private val hand = Hand().also { it.sees("No account yet") }

    @Test
    fun what_is_opened_stands_beside_the_list_and_takes_the_place_of_what_was() {
        hand.touch(R.id.settings)
        hand.sees("App lock")
        hand.sees("Accounts")
        hand.touch(R.id.history)
        hand.sees("Nothing was answered yet.")
        assertEquals(listOf(Place.Accounts, Place.History), hand.parts.stack.places)
        hand.touch(R.id.back)
        hand.sees("No account yet")
        assertEquals(listOf<Place>(Place.Accounts), hand.parts.stack.places)
    }

    @Test
    fun a_way_into_the_depth_is_beside_the_list_too() {
        hand.adds("Forge")
        hand.until("the list alone") { Unit.takeIf { hand.parts.stack.places == listOf(Place.Accounts) } }
        hand.sees("Forge")
    }

    /** Its codes count, so no second makes the list read it again. */
    @Test
    fun what_is_changed_beside_the_list_is_seen_in_it_at_once() {
        hand.touch(R.id.add)
        hand.press("Type it in")
        hand.type("Key", "otpauth://hotp/Forge:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Forge&counter=1")
        hand.press("Add")
        hand.press("Import")
        hand.press("Done")
        hand.press("Forge")
        hand.press("Rename")
        hand.type("Your own name for it", "Work")
        hand.press("Save")
        hand.until("the name in the list too") { Unit.takeIf { hand.texts().count { it == "Work" } == 2 } }
    }

    @Test
    fun codes_are_hidden_in_the_list_beside_as_soon_as_it_is_wished() {
        hand.adds("Forge")
        hand.touch(R.id.settings)
        hand.press("Hide codes")
        hand.sees("•••")
    }

    @Test
    fun codes_that_are_imported_are_in_the_list_beside_before_anything_is_closed() {
        hand.parts.opened(SHOP)
        hand.press("Import")
        hand.sees("1 account came")
        hand.until("Shop in the list") { Unit.takeIf { "Shop" in hand.texts() } }
    }

    /** Its server is told first, so it ends after the screen is gone. */
    @Test
    fun an_account_that_is_being_removed_leaves_the_list_beside_what_was_opened_meanwhile() {
        val scene = Walk(hand = hand).linked().scene
        hand.press(scene.account)
        hand.press("Remove")
        hand.press("Remove")
        hand.touch(R.id.history)
        hand.sees("No account yet")
        assertEquals(listOf(Place.Accounts, Place.History), hand.parts.stack.places)
        assertEquals(emptyList<String>(), scene.phones())
    }

    /** Taking it back needs the server, so it ends after the screen is gone. */
    @Test
    fun a_link_that_is_cancelled_leaves_the_list_beside_it() {
        val scene = Scene()
        hand.parts.opened(scene.act("ticket")["text"].asString)
        hand.sees("Type this on the computer")
        hand.parts.stack.changed()
        hand.sees("Waits for its link code")
        hand.press("Cancel")
        hand.sees("No account yet")
        assertEquals(emptyList<String>(), scene.phones())
    }

    @Test
    fun the_lock_is_over_both() {
        hand.lockPhone()
        hand.touch(R.id.settings)
        hand.press("Lock now")
        hand.sees("Assent is locked")
        assertFalse("Accounts" in hand.texts() || "App lock" in hand.texts())
    }
}
