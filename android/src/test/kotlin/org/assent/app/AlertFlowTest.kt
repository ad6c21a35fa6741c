package org.assent.app

import android.app.KeyguardManager
import android.app.Notification
import android.content.Intent
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import org.assent.app.alerts.ApproveActivity
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.assent.app.wake.unifiedpush.PushReceiver
import org.assent.app.wake.unifiedpush.UnifiedPush
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config

/** Requests that come while the app is not on the screen, and answers in their notifications. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class AlertFlowTest {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand
    private val scene = walk.scene
    private val app get() = hand.app
    private val token = "0123456789abcdef"

    init {
        walk.knownBy(token)
        hand.hide()
    }

    @Test
    fun a_push_shows_who_asks_and_no_answers_without_any_prompt() {
        val asked = scene.ask()
        push()
        val note = hand.note("Are you signing in to Wiki?")
        assertTrue(textOf(note).startsWith(scene.account))
        act(note, "NO")
        hand.note("Denied. Nobody got in.")
        assertEquals("denied", scene.status(asked))
        assertNull(ShadowPrompt.asked)
    }

    @Test
    fun yes_asks_for_the_finger_and_opens_no_screen_of_the_app() {
        val asked = scene.ask()
        push()
        val window = saysYes(hand.note("Are you signing in to Wiki?"))
        hand.prompt().confirm()
        hand.note("Approved")
        assertEquals("approved", scene.status(asked))
        hand.until("the window to go") { Unit.takeIf { window.get().isFinishing } }
    }

    @Test
    fun who_cancels_the_finger_has_answered_nothing() {
        val asked = scene.ask()
        push()
        saysYes(hand.note("Are you signing in to Wiki?"))
        hand.prompt().cancel()
        hand.note("The answer was not sent")
        assertEquals("pending", scene.status(asked))
    }

    @Test
    fun after_a_yes_over_the_app_s_own_lock_that_asks_again() {
        comeBack().cancel()
        scene.ask()
        push()
        val yes = hand.note("Are you signing in to Wiki?")
        hand.controller.pause()
        val window = saysYes(yes)
        hand.prompt().confirm()
        hand.note("Approved")
        hand.controller.resume()
        window.pause().stop().destroy()
        hand.press("Unlock")
        hand.prompt().confirm()
        hand.sees("Accounts")
    }

    @Test
    fun every_answer_wants_the_phone_unlocked_first() {
        scene.ask()
        push()
        val note = hand.note("Are you signing in to Wiki?")
        act(note, "NO")
        val answers = note.actions.toList() + hand.note("Denied. Nobody got in.").actions
        if (SDK_INT >= VERSION_CODES.S) assertEquals(listOf(true, true, true), answers.map { it.isAuthenticationRequired })
    }

    @Test
    fun a_no_on_a_locked_phone_is_not_sent_and_can_be_said_again() {
        val asked = scene.ask()
        push()
        val note = hand.note("Are you signing in to Wiki?")
        lockPhone(true)
        act(note, "NO")
        assertEquals("The phone is locked. Unlock it and answer again.", textOf(hand.note("The answer was not sent")))
        assertTrue(note in hand.notes())
        assertEquals("pending", scene.status(asked))
        lockPhone(false)
        act(note, "NO")
        assertEquals(listOf(hand.note("Denied. Nobody got in.")), hand.notes())
        assertEquals("denied", scene.status(asked))
    }

    @Test
    fun after_a_no_it_was_not_me_stops_requests() {
        scene.ask()
        push()
        act(hand.note("Are you signing in to Wiki?"), "NO")
        act(hand.note("Denied. Nobody got in."), "It was not me")
        hand.note("Reported. Requests are off.")
        assertEquals("push-limit", scene.act("try-ask")["code"].asString)
    }

    @Test
    fun the_locked_screen_shows_neither_service_nor_account() {
        scene.ask()
        push()
        val note = hand.note("Are you signing in to Wiki?")
        assertEquals(Notification.VISIBILITY_PRIVATE, note.visibility)
        val public = note.publicVersion.extras
        assertEquals("Assent" to "Sign-in request", public.getString(Notification.EXTRA_TITLE) to public.getString(Notification.EXTRA_TEXT))
    }

    @Test
    fun a_locked_phone_says_that_something_arrived_and_what_once_it_is_unlocked() {
        scene.ask()
        FakeKeystore.isPhoneLocked = true
        push()
        hand.note("Something arrived")
        FakeKeystore.isPhoneLocked = false
        app.sendBroadcast(Intent(Intent.ACTION_USER_PRESENT))
        val request = hand.note("Are you signing in to Wiki?")
        assertEquals(listOf(request), hand.notes())
    }

    @Test
    fun several_at_once_are_one_notification_without_buttons() {
        val other = Scene()
        comeBack().confirm()
        walk.linkedByFinger(other)
        hand.hide()
        scene.ask()
        other.ask()
        push()
        val note = hand.note("2 sign-ins ask at once")
        assertNull(note.actions)
        assertTrue("it goes with the requests", note.timeoutAfter in 1..120_000)
    }

    @Test
    fun a_push_without_our_token_does_nothing() {
        scene.ask()
        push("of somebody else")
        assertEquals(emptyList<Notification>(), hand.notes())
    }

    @Test
    fun opening_the_app_shows_the_request_itself_and_takes_the_notification_away() {
        scene.ask()
        push()
        hand.note("Are you signing in to Wiki?")
        comeBack().confirm()
        hand.sees("Are you signing in to Wiki?")
        assertEquals(emptyList<Notification>(), hand.notes())
    }

    private fun comeBack(): ShadowPrompt.Asked {
        hand.controller.restart().resume()
        return hand.prompt()
    }

    private fun lockPhone(isLocked: Boolean) {
        FakeKeystore.isPhoneLocked = isLocked
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceLocked(isLocked)
    }

    private fun saysYes(note: Notification): ActivityController<ApproveActivity> {
        val yes = note.actions.single { it.title == "YES" }
        return Robolectric.buildActivity(ApproveActivity::class.java, shadowOf(yes.actionIntent).savedIntent).setup()
    }

    private fun push(by: String = token) = PushReceiver().onReceive(
        app, Intent(UnifiedPush.MESSAGE).putExtra(UnifiedPush.EXTRA_TOKEN, by).putExtra(UnifiedPush.EXTRA_BYTES, "anything".toByteArray()),
    )

    private fun textOf(note: Notification) = note.extras.getString(Notification.EXTRA_TEXT).orEmpty()

    private fun act(note: Notification, title: String) = note.actions.single { it.title == title }.actionIntent.send()
}
