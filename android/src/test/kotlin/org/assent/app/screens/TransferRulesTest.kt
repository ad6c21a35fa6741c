package org.assent.app.screens

import org.assent.app.TransferSamples
import org.assent.app.bridge.Choice
import org.assent.app.bridge.Failure
import org.assent.app.bridge.Got
import org.assent.app.bridge.MovedOut
import org.assent.app.bridge.Problem
import org.assent.app.problem
import org.assent.app.screens.export.ExportEffect
import org.assent.app.screens.export.ExportInput
import org.assent.app.screens.export.ExportRules
import org.assent.app.screens.export.ExportState
import org.assent.app.screens.imports.ImportEffect
import org.assent.app.screens.imports.ImportInput
import org.assent.app.screens.imports.ImportRules
import org.assent.app.screens.imports.ImportStep
import org.assent.app.screens.move.MoveInEffect
import org.assent.app.screens.move.MoveInInput
import org.assent.app.screens.move.MoveInRules
import org.assent.app.screens.move.MoveInState
import org.assent.app.screens.move.MoveOutEffect
import org.assent.app.screens.move.MoveOutInput
import org.assent.app.screens.move.MoveOutRules
import org.assent.app.screens.move.MoveStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class TransferRulesTest {
    private val preview = TransferSamples.importStates.getValue("preview")
    private val showing = TransferSamples.moveOutStates.getValue("showing")
    private val coming = TransferSamples.moveInStates.getValue("code") as MoveInState.ShowsCode

    @Test
    fun nothing_is_written_before_each_duplicate_is_decided() {
        assertEquals(listOf(0, 1, 4), preview.duplicates)
        assertTrue(ImportRules.next(preview, ImportInput.Write).effects.isEmpty())
        val each = listOf(0, 1, 4).fold(preview) { state, at -> ImportRules.next(state, ImportInput.ForOne(at, Choice.SKIP)).state }
        assertTrue(each.isDecided && each.coming == 2)
        assertEquals(ImportEffect.Write(null, mapOf(0 to Choice.SKIP, 1 to Choice.SKIP, 4 to Choice.SKIP)), ImportRules.next(each, ImportInput.Write).effects.single())
    }

    @Test
    fun a_choice_for_all_takes_back_those_for_one_and_one_may_differ_afterwards() {
        val all = ImportRules.next(preview.copy(each = mapOf(0 to Choice.SKIP)), ImportInput.ForAll(Choice.REPLACE)).state
        assertEquals(Choice.REPLACE, all.choiceFor(0))
        val one = ImportRules.next(all, ImportInput.ForOne(1, Choice.KEEP_BOTH)).state
        assertEquals(listOf(Choice.REPLACE, Choice.KEEP_BOTH), listOf(one.choiceFor(0), one.choiceFor(1)))
    }

    @Test
    fun a_file_that_fails_after_the_password_leads_back_to_the_choice_of_a_file() {
        val wrong = Got.Failed(problem("error-import-wrong-password", Problem.Kind.WRONG_PASSWORD))
        assertEquals(ImportStep.PASSWORD, ImportRules.next(preview, ImportInput.Read(wrong)).state.step)
        assertEquals(ImportStep.START, ImportRules.next(preview, ImportInput.Read(Got.Failed(problem("error-import-damaged")))).state.step)
    }

    @Test
    fun a_passphrase_is_cleared_when_it_is_not_used() {
        val (typed, again) = "a quiet grey heron".toByteArray() to "a quiet grey hero".toByteArray()
        val refused = ExportRules.next(ExportState.Asking(), ExportInput.Make(typed, again))
        assertEquals("error-passphrase-differs", refused.state.problem?.key)
        assertTrue((typed + again).all { it == 0.toByte() })
        assertTrue(refused.effects.isEmpty())
        val made = ExportRules.next(ExportState.Asking(), ExportInput.Make("12345678".toByteArray(), "12345678".toByteArray()))
        assertEquals("12345678", (made.effects.single() as ExportEffect.Make).passphrase.decodeToString())
    }

    @Test
    fun spaces_in_a_move_code_do_not_count() {
        assertEquals(MoveOutEffect.Finish("604381"), MoveOutRules.next(showing, MoveOutInput.Finish("604 381")).effects.single())
    }

    @Test
    fun a_second_try_adds_to_what_has_moved() {
        val partly = TransferSamples.moveOutStates.getValue("partly")
        val again = MoveOutRules.next(MoveOutRules.next(partly, MoveOutInput.Retry).state, MoveOutInput.Finished(Got.Ok(MovedOut(listOf("3"), emptyList(), emptyList())))).state
        assertEquals(listOf("1", "3") to listOf("2"), again.out!!.moved to again.out.notScanned)
        assertTrue("another move takes the rest", again.hasRest)
        assertFalse(TransferSamples.moveOutStates.getValue("over").hasRest)
    }

    @Test
    fun a_picture_is_stopped_before_its_screen_closes() {
        val back = MoveOutRules.next(showing, MoveOutInput.Back)
        assertEquals(listOf(MoveOutEffect.Stop) to MoveStep.WORKING, back.effects to back.state.step)
        assertEquals(listOf(MoveOutEffect.Close), MoveOutRules.next(back.state, MoveOutInput.Stopped).effects)
    }

    @Test
    fun the_new_phone_is_made_ready_once_something_came_and_goes_home_by_any_way_back() {
        val over = MoveInRules.next(coming, MoveInInput.Confirmed(Got.Ok(emptyList())))
        assertEquals(listOf(MoveInEffect.Moved), over.effects)
        assertEquals(listOf(MoveInEffect.Home), MoveInRules.next(over.state, MoveInInput.Back).effects)
        val none = coming.arrived.map { Failure(it.id, "error-link-refused") }
        assertTrue(MoveInRules.next(coming, MoveInInput.Confirmed(Got.Ok(none))).effects.isEmpty())
    }

    @Test
    fun nobody_leaves_a_move_whose_end_is_not_known() {
        val partly = TransferSamples.moveOutStates.getValue("partly")
        for (going in listOf(MoveOutRules.next(showing, MoveOutInput.Finish("604381")), MoveOutRules.next(partly, MoveOutInput.Retry))) {
            assertTrue(MoveOutRules.next(going.state, MoveOutInput.Back).run { effects.isEmpty() && state == going.state })
            val failed = MoveOutRules.next(going.state, MoveOutInput.Finished(Got.Failed(problem("error-no-network")))).state
            assertTrue(MoveOutRules.next(failed, MoveOutInput.Back).effects.isNotEmpty())
        }
    }

    @Test
    fun an_account_that_is_left_behind_makes_another_code_and_one_at_least_comes() {
        val one = MoveInRules.next(coming, MoveInInput.Toggle("2"))
        assertEquals(MoveInEffect.Confirm(listOf("1")), one.effects.single())
        assertEquals(null, (one.state as MoveInState.ShowsCode).code)
        assertTrue(MoveInRules.next(one.state, MoveInInput.Toggle("1")).effects.isEmpty())
        assertEquals(MoveInEffect.Confirm(listOf("1", "2")), MoveInRules.next(one.state, MoveInInput.Toggle("2")).effects.single())
    }
}
