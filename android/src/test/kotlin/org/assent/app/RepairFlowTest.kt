package org.assent.app

import android.Manifest
import kotlinx.coroutines.runBlocking
import org.assent.app.bridge.orNull
import org.assent.app.phone.FakeKeystore
import org.assent.core.Answer
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

private const val SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

/** Links that die and are made anew (A10, A12), and what else goes wrong around a phone. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class RepairFlowTest {
    private val walk = Walk().linked()
    private val scene = walk.scene
    private val hand = walk.hand

    @Test
    fun a_link_that_works_is_said_to_work_and_one_whose_server_is_gone_is_asked_again() {
        scene.act("stop")
        openAccount()
        hand.press("Repair notifications")
        hand.sees("The server can’t be reached")
        scene.act("start")
        hand.press("Try again")
        hand.sees("The link works")
    }

    @Test
    fun a_key_that_is_gone_is_made_anew_with_a_ticket_that_is_scanned() {
        FakeKeystore.lose("${account()}.approve")
        openAccount()
        hand.press("Repair notifications")
        hand.sees("The key is gone")
        SystemWindows(hand).allow(Manifest.permission.CAMERA)
        hand.press("Sign in on a computer")
        val camera = hand.app.camera
        camera.sees(hand, Qr.frame(SHOP))
        hand.sees("This is not an Assent link code.")
        val ticket = scene.act("ticket")
        camera.sees(hand, Qr.frame(ticket["text"].asString))
        Walk.typesLinkCode(hand, scene, ticket)
        hand.sees("From now on this phone answers for ${scene.account}.")
        hand.press("Done")
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
        assertEquals(1, scene.phones().size)
    }

    @Test
    fun an_account_that_was_removed_at_the_server_is_linked_again_in_its_place_by_signing_in() {
        val before = account()
        scene.act("remove-phones")
        hand.sees("No longer linked")
        openAccount()
        hand.press("Link it again")
        hand.press("Sign in on this phone")
        SystemWindows(hand).signsIn(scene)
        hand.sees("From now on this phone answers for ${scene.account}.")
        hand.press("Done")
        assertEquals(before, account())
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
    }

    @Test
    fun an_account_whose_server_is_gone_is_forgotten_only_after_a_warning() {
        scene.act("stop")
        openAccount()
        hand.press("Remove")
        hand.sees("Have another way to sign in first")
        hand.press("Remove")
        hand.sees("the server still lists this phone until you remove it there")
        hand.press("Forget it on this phone alone")
        hand.sees("No account yet")
    }

    @Test
    fun a_request_that_nobody_answers_is_over_and_nobody_got_in() {
        val asked = walk.asked(secs = 10)
        hand.sees("Too late")
        assertEquals("expired", hand.until("its end") { scene.status(asked).takeIf { it != "pending" } })
    }

    @Test
    fun a_request_that_is_answered_on_another_phone_closes_here() {
        val other = OtherPhone().linked(scene)
        val asked = walk.asked()
        other.answers(Answer.DENY)
        hand.sees("Answered already")
        assertEquals("denied", scene.status(asked))
    }

    @Test
    fun codes_are_those_of_oathtool_without_any_server() {
        hand.adds("Shop", SECRET)
        val linked = hand.parts.let { parts -> runBlocking { parts.assent.accounts().orNull()!!.first { it.isPush }.id } }
        scene.act("stop")
        hand.until("oathtool’s code on the screen") {
            val now = System.currentTimeMillis() / 1000
            val code = scene.act("oathtool", "secret" to SECRET, "at" to now)["code"].asString
            Unit.takeIf { hand.texts().any { it.filter(Char::isDigit) == code } }
        }
        val shown = runBlocking { hand.parts.assent.accounts().orNull()!!.single { it.id == linked }.code!!.code }
        scene.act("start")
        assertEquals("accepted", scene.act("check-code", "code" to shown)["result"].asString)
    }

    private fun account(): String = runBlocking { hand.parts.assent.accounts().orNull()!!.single().id }

    private fun openAccount() = hand.press(scene.account)
}
