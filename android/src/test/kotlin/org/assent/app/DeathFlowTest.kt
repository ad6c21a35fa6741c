package org.assent.app

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import com.google.gson.JsonObject
import org.assent.app.alerts.ApproveActivity
import org.assent.app.bridge.Answer
import org.assent.app.phone.ShadowPrompt
import org.assent.app.screen.Place
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

/** The system ends the process in the middle: nothing is answered twice, and nothing is lost. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class DeathFlowTest {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand
    private val scene = walk.scene

    @Test
    fun a_request_that_was_open_is_asked_again_after_the_unlock() {
        val asked = walk.asked()
        hand.losesTheProcess()
        hand.sees("Are you signing in to Wiki?")
        assertEquals("pending", scene.status(asked))
        saysYesOnce(asked)
    }

    @Test
    fun an_answer_that_did_not_reach_the_server_is_asked_for_again() {
        val asked = walk.asked()
        scene.act("stop")
        hand.press("YES")
        hand.prompt().confirm()
        hand.sees("The server can’t be reached")
        hand.losesTheProcess()
        scene.act("start")
        hand.sees("Are you signing in to Wiki?")
        saysYesOnce(asked)
    }

    @Test
    fun an_answer_that_reached_the_server_is_not_asked_for_again() {
        val asked = walk.asked()
        hand.press("NO")
        // The app's main thread hears of nothing meanwhile.
        while (scene.status(asked) == "pending") Thread.yield()
        hand.losesTheProcess()
        assertEquals("denied", scene.status(asked))
        assertTrue("nothing is asked", hand.parts.stack.places.none { it is Place.Request })
        assertEquals(1, answers())
    }

    @Test
    fun a_yes_in_the_notification_that_was_not_confirmed_is_none() {
        val asked = walk.asked()
        hand.app.dies()
        val yes = Intent(hand.app, ApproveActivity::class.java).setAction(Answer.APPROVE.name)
            .setData(Uri.fromParts("request", asked["id"].asString, null))
        val window = Robolectric.buildActivity(ApproveActivity::class.java, yes).create(Bundle())
        assertTrue(window.get().isFinishing)
        assertNull(ShadowPrompt.asked)
        assertEquals("pending", scene.status(asked))
    }

    @Test
    fun a_link_goes_on_that_waited_for_its_code() {
        val other = Scene()
        val ticket = walk.begins(other) { hand.prompt().confirm() }
        hand.sees("Type this on the computer")
        val code = Walk.shownCode(hand)
        hand.losesTheProcess()
        hand.sees("Waits for its link code")
        check(other.act("confirm", "id" to ticket["id"].asString, "code" to code)["is_linked"].asBoolean)
        hand.until("the link") { Unit.takeIf { hand.texts().none { "Waits for its link code" in it } } }
        val asked = other.ask()
        hand.sees("Are you signing in to Wiki?")
        yes()
        assertEquals("approved", other.status(asked))
    }

    @Test
    fun a_sign_in_that_was_lost_in_the_browser_is_said_to_be_begun_again() {
        hand.losesTheProcess()
        hand.comesBack("assent:signed-in?state=lost&code=lost")
        hand.sees("What the browser brought does not belong to this sign-in. Start again.")
        hand.press("Done")
        hand.sees("Accounts")
    }

    private fun saysYesOnce(asked: JsonObject) {
        yes()
        assertEquals("approved", scene.status(asked))
        hand.press("Done")
        assertEquals(1, answers())
    }

    private fun yes() {
        hand.press("YES")
        hand.prompt().confirm()
        hand.sees("Approved")
    }

    /** How many answers the history has. */
    private fun answers(): Int {
        hand.touch(R.id.history)
        hand.sees("Wiki")
        return hand.texts().count { it.startsWith("Wiki: ") }
    }
}
