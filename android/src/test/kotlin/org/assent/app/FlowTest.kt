package org.assent.app

import org.assent.app.phone.ShadowPrompt
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What a person does with requests, from the first touch to the server's word. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class FlowTest {
    private val walk = Walk().linked()
    private val scene = walk.scene
    private val hand = walk.hand

    @Test
    fun a_request_opens_by_itself_and_yes_lets_the_login_go_on() {
        val asked = walk.asked()
        hand.press("YES")
        hand.sees("Approved")
        assertEquals("approved", scene.status(asked))
        hand.press("Done")
        hand.touch(R.id.history)
        hand.press("Wiki: approved")
        hand.sees("The receipt proves what was answered")
    }

    @Test
    fun no_denies_at_once() {
        val asked = walk.asked()
        hand.press("NO")
        hand.sees("Denied. Nobody got in.")
        assertEquals("denied", scene.status(asked))
    }

    @Test
    fun it_was_not_me_after_the_no_stops_requests() {
        walk.asked()
        hand.press("NO")
        hand.press("It was not me")
        hand.sees("Reported. Requests are off.")
        assertEquals("push-limit", scene.act("try-ask")["code"].asString)
        hand.press("Change the password")
        val page = hand.until("the server’s page in the browser") { shadowOf(hand.activity).nextStartedActivity }
        assertEquals("${scene.origin}/security", page.dataString)
    }

    @Test
    fun it_was_not_me_can_be_said_in_the_history_too() {
        hand.touch(R.id.history)
        hand.sees("Nothing was answered yet.")
        walk.asked()
        hand.press("NO")
        hand.press("I made a mistake")
        hand.press("Done")
        hand.press("Wiki: denied")
        hand.press("It was not me")
        hand.press("Change the password")
        assertEquals("push-limit", scene.act("try-ask")["code"].asString)
    }

    @Test
    fun yes_waits_for_the_number_of_the_sign_in_page() {
        val asked = walk.asked(withNumber = true)
        asked["number"].asString.forEach { hand.press("$it") }
        hand.press("YES")
        hand.sees("Approved")
        assertEquals("approved", scene.status(asked))
    }

    @Test
    fun a_request_that_was_left_waits_at_the_top_of_the_list() {
        val asked = walk.asked()
        hand.goesBack()
        hand.press("1 request waits")
        hand.press("YES")
        hand.sees("Approved")
        assertEquals("approved", scene.status(asked))
    }

    @Test
    fun turning_the_phone_in_the_middle_loses_nothing() {
        val asked = walk.asked()
        hand.controller.recreate()
        hand.sees("Are you signing in to Wiki?")
        hand.press("YES")
        hand.sees("Approved")
        assertEquals("approved", scene.status(asked))
    }

    @Test
    fun several_requests_are_shown_side_by_side_and_denied_by_one_touch() {
        val other = Scene()
        walk.linked(other)
        val first = walk.asked()
        val second = other.ask()
        hand.sees("More than one sign-in asks at once.")
        hand.press("NO to all (2)")
        hand.sees("Accounts")
        assertEquals("denied" to "denied", scene.status(first) to other.status(second))
    }
}
