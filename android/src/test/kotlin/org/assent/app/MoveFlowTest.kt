package org.assent.app

import android.Manifest
import android.graphics.Bitmap
import android.graphics.Canvas
import org.assent.app.platform.frameOf
import org.assent.app.platform.readQr
import org.assent.app.ui.QrView
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** From phone to phone (R1), as a person does it with the old one and with the new one in hand. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class MoveFlowTest {
    private val walk = Walk()
    private val hand = walk.hand.also { it.sees("No account yet") }
    private val other = OtherPhone()

    @Test
    fun all_accounts_move_with_one_picture_and_one_code_and_this_phone_is_cut() {
        val work = Scene()
        walk.linked().linked(work)
        val came = other.scans(begin())
        type(other.codeFor(came))
        hand.sees("2 accounts moved")
        assertEquals(emptyList<String>(), other.confirms(came))
        for (scene in listOf(walk.scene, work)) assertEquals(listOf(other.name), scene.phones())
        hand.press("Done")
        hand.sees("No account yet")
    }

    @Test
    fun a_wrong_code_says_how_many_tries_are_left_and_the_third_stops_the_move() {
        walk.linked()
        val picture = begin()
        type("123456")
        hand.sees("The new phone did not scan the code yet.")
        val code = other.codeFor(other.scans(picture))
        val wrong = if (code == "000000") "000001" else "000000"
        for (left in listOf(2, 1)) {
            type(wrong)
            hand.sees("Tries left: $left.")
        }
        type(wrong)
        hand.sees("This move has ended")
        hand.sees("Nothing was moved")
        hand.touch(R.id.back)
        hand.touch(R.id.back)
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
    }

    @Test
    fun who_goes_back_makes_the_picture_worth_nothing() {
        walk.linked()
        val picture = begin()
        hand.touch(R.id.back)
        hand.sees("In and out")
        assertEquals(emptyList<String>(), other.scans(picture))
        assertEquals(1, walk.scene.phones().size)
    }

    @Test
    fun what_is_on_a_server_that_is_down_is_named_and_moves_afterwards() {
        val work = Scene()
        walk.linked().linked(work)
        val came = other.scans(begin())
        work.act("stop")
        type(other.codeFor(came))
        hand.sees("Some servers did not answer")
        val reached = listOf(other.accountAt(walk.scene))
        type(other.codeFor(reached))
        hand.sees("1 account moved")
        hand.sees("Not possible now")
        assertEquals(emptyList<String>(), other.confirms(reached))
        work.act("start")
        hand.press("Move the rest")
        val rest = other.scans(picture())
        type(other.codeFor(rest))
        hand.sees("1 account moved")
        assertEquals(emptyList<String>(), other.confirms(rest))
        assertEquals(listOf(other.name), work.phones())
    }

    @Test
    fun codes_of_other_websites_are_said_to_go_by_a_file() {
        walk.linked()
        hand.touch(R.id.add)
        hand.press("Type it in")
        hand.type("Key", SHOP)
        hand.press("Add")
        hand.press("Import")
        hand.press("Done")
        begin()
        hand.sees("1 account only has codes of another website.")
        hand.press("Export")
        hand.sees("The file is encrypted with this passphrase.")
    }

    @Test
    fun the_new_phone_scans_shows_its_code_and_answers_from_then_on() {
        other.linked(walk.scene)
        val move = other.beginsMove()
        hand.app.run {
            SystemWindows(hand).allow(Manifest.permission.CAMERA)
            hand.touch(R.id.add)
            hand.press("From my old phone")
            hand.press("Scan")
            camera.sees(hand, Qr.frame(move.leaving().text))
        }
        hand.sees("Type this on the old phone")
        assertEquals(1, other.finishes(move, Walk.shownCode(hand)))
        hand.sees("1 account came")
        hand.press("Done")
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
    }

    @Test
    fun who_leaves_a_move_by_the_phone_s_own_back_sees_what_came() {
        other.linked(walk.scene)
        val move = other.beginsMove()
        hand.parts.opened(move.leaving().text)
        val code = Walk.shownCode(hand)
        hand.goesBack()
        hand.sees("Waits for its link code")
        hand.touch(R.id.add)
        hand.press("From my old phone")
        hand.sees("Type this on the old phone")
        other.finishes(move, code)
        hand.sees("1 account came")
        hand.goesBack()
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
    }

    @Test
    fun a_move_that_was_left_goes_on_where_it_was() {
        other.linked(walk.scene)
        val move = other.beginsMove()
        hand.parts.opened(move.leaving().text)
        val code = Walk.shownCode(hand)
        hand.press("Back")
        hand.touch(R.id.add)
        hand.press("From my old phone")
        assertEquals(code, Walk.shownCode(hand))
        other.finishes(move, code)
        hand.sees("1 account came")
    }

    /** From the list to the picture; gives what it says. */
    private fun begin(): String {
        hand.touch(R.id.settings)
        hand.press("Move to a new phone")
        hand.press("Show the picture")
        return picture()
    }

    /** As another phone's camera sees it. */
    private fun picture(): String = hand.shown(QrView::class.java).let { view ->
        val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }
        checkNotNull(readQr(frameOf(bitmap)))
    }

    private fun type(code: String) {
        hand.type("Code that the new phone shows", code)
        hand.press("Move")
    }
}
