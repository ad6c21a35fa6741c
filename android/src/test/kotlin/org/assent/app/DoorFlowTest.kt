package org.assent.app

import android.app.Notification
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.assent.app.screen.Place
import org.assent.app.wake.ConnectionService
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

/** Who may see what is in the vault, while time passes and something goes on in the background. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class DoorFlowTest {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand
    private val parts = hand.parts

    @Test
    fun the_lock_falls_by_itself_on_who_was_away_for_too_long() {
        hand.app.ahead = TOO_LONG
        hand.sees("Assent is locked")
        assertFalse(walk.scene.account in hand.texts())
        comesIn()
    }

    @Test
    fun what_a_screen_reads_too_late_is_the_lock_and_not_words_about_it() {
        hand.app.ahead = TOO_LONG
        val got = runBlocking { parts.read(parts.assent::accounts) }
        assertTrue((got as Got.Failed).problem.kind == Problem.Kind.LOCKED)
        assertEquals(listOf<Place>(Place.Lock), parts.stack.places)
    }

    @Test
    fun a_push_lets_nobody_in_who_was_away_for_too_long() {
        hand.app.ahead = TOO_LONG
        parts.scope.launch { parts.waking.woken(ByteArray(0)) }
        hand.sees("Assent is locked")
        hand.until("the end of the work") { Unit.takeIf { !parts.door.isOpen && isLocked() } }
        comesIn()
    }

    @Test
    fun a_line_that_is_held_goes_on_when_a_person_would_be_too_late() {
        hand.touch(R.id.settings)
        hand.press("Notifications")
        hand.press("By Assent itself")
        Robolectric.buildService(ConnectionService::class.java).create().startCommand(0, 1)
        hand.controller.pause().stop()
        hand.isOut()
        FakeKeystore.isPhoneLocked = true
        hand.app.ahead = 86_400
        assertTrue(runBlocking { parts.assent.accounts() } is Got.Ok)
        hand.app.ahead = 0
        val asked = walk.scene.ask()
        val no = hand.note("Are you signing in to Wiki?").actions.single { it.title == "NO" }
        // There the vault is open, so a NO wants no unlock.
        if (SDK_INT >= VERSION_CODES.S) assertFalse(no.isAuthenticationRequired)
        no.actionIntent.send()
        hand.until("the NO") { Unit.takeIf { walk.scene.status(asked) == "denied" } }
    }

    @Test
    fun what_happens_to_an_account_is_told_whatever_is_on_the_screen() {
        hand.touch(R.id.settings)
        walk.scene.act("remove-phones")
        val note = hand.note("Atelier · ${walk.scene.account}")
        assertTrue(note.extras.getString(Notification.EXTRA_TEXT)!!.startsWith("This phone was unlinked"))
        assertFalse(walk.scene.account in note.publicVersion.extras.toString())
    }

    private fun comesIn() {
        hand.app.ahead = 0
        hand.prompt().confirm()
        hand.sees(walk.scene.account)
    }

    private fun isLocked() = runBlocking { parts.assent.accounts() } is Got.Failed

    private companion object {
        const val TOO_LONG = 301L
    }
}
