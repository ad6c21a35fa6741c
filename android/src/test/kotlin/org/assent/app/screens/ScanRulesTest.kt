package org.assent.app.screens

import org.assent.app.TransferSamples
import org.assent.app.bridge.Got
import org.assent.app.problem
import org.assent.app.screen.Place
import org.assent.app.screens.scan.ScanEffect
import org.assent.app.screens.scan.ScanInput
import org.assent.app.screens.scan.ScanRules
import org.assent.app.screens.scan.ScanStage
import org.assent.app.screens.scan.ScanState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

private const val TICKET = "https://assent.example/link#v1.AAAA"

class ScanRulesTest {
    private val rules = ScanRules
    private val looking = TransferSamples.scanStates.getValue("looking")

    private fun placeFor(text: String, state: ScanState = looking) =
        rules.next(state, ScanInput.Read(text)).effects.filterIsInstance<ScanEffect.Go>().singleOrNull()?.place

    @Test
    fun what_was_read_leads_to_its_place() {
        val codes = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQ"
        val cases = mapOf(
            TICKET to Place.Link(TICKET), " $TICKET\n" to Place.Link(TICKET),
            "assent:move#v1.AA" to Place.MoveIn("assent:move#v1.AA"),
            codes to Place.Import(listOf(codes)), codes.replace("otpauth", "OTPAUTH") to Place.Import(listOf(codes.replace("otpauth", "OTPAUTH"))),
        )
        for ((text, place) in cases) assertEquals(text, place, placeFor(text))
        for (foreign in listOf("https://example.org", "WIFI:S:home;;", "javascript:alert(1)")) assertNull(foreign, placeFor(foreign))
    }

    @Test
    fun a_repair_takes_nothing_but_a_ticket_and_only_for_its_account() {
        val repairing = looking.copy(repairing = "7")
        assertEquals(Place.RepairByTicket("7", TICKET), placeFor(TICKET, repairing))
        for (other in listOf("assent:move#v1.AA", "otpauth://totp/a?secret=GEZDGNBV", "otpauth-migration://offline?data=AA")) {
            val next = rules.next(repairing, ScanInput.Read(other))
            assertEquals(other, "error-ticket-not", next.state.problem?.key)
            assertTrue(other, next.effects.isEmpty())
        }
    }

    @Test
    fun a_code_that_stays_before_the_camera_counts_once() {
        val once = rules.next(looking, ScanInput.Read(TICKET)).state
        assertTrue(rules.next(once, ScanInput.Read(TICKET)).effects.isEmpty())
        val back = rules.next(once, ScanInput.Look).state
        assertTrue("also for who comes back to it", rules.next(back, ScanInput.Read(TICKET)).effects.isEmpty())
        val anew = rules.next(back, ScanInput.Forget).state
        assertEquals(1, rules.next(anew, ScanInput.Read(TICKET)).effects.size)
    }

    @Test
    fun who_denied_is_not_asked_again_and_goes_on_once_it_is_allowed() {
        val denied = rules.next(ScanState(ScanStage.REASON), ScanInput.Allowed(false)).state
        assertEquals(ScanStage.DENIED, denied.stage)
        assertEquals(ScanStage.DENIED, rules.next(denied, ScanInput.Looked(true, isAllowed = false, hasLight = false)).state.stage)
        assertEquals(ScanStage.LOOKING, rules.next(denied, ScanInput.Looked(true, isAllowed = true, hasLight = false)).state.stage)
    }

    @Test
    fun a_code_of_another_export_leaves_the_batch_as_it_was() {
        val batch = TransferSamples.scanStates.getValue("batch")
        val other = rules.next(batch, ScanInput.Collected(batch.batch + "x", Got.Failed(problem("error-import-other-batch")))).state
        assertEquals(batch.batch to batch.missing, other.batch to other.missing)
    }
}
