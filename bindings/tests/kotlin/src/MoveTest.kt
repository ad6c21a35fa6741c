/** From phone to phone (R1). The Python and Swift programs do the same, under the same names. */
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

private const val CODES = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop"

class MoveTest {
    /** The new phone takes the picture: what came, and the code that it shows. */
    private suspend fun scan(phone: TestPhone, departure: Departure): Pair<List<String>, String> {
        val arrived = phone.app.moveIn(departure.leaving().text, NEW).arrived.map { it.account }
        return arrived to phone.app.moveCode(arrived)
    }

    private fun otherThan(code: String) = if (code == "000000") "000001" else "000000"

    @Test fun `all accounts move with one code and the old phone is cut`() = runBlocking {
        val (home, work) = Scene() to Scene()
        val (old, new) = TestPhone.linked(home, work) to TestPhone.make()
        val linked = old.app.accounts().map { it.id }.toSet()
        val stays = old.app.addOtpauth(CODES, OnDuplicate.REFUSE)
        val oldCode = old.app.accounts()[0].code!!.code
        val departure = old.app.moveOut()
        val leaving = departure.leaving()
        assertEquals(Triple(linked, emptyList<Failure>(), 1u), Triple(leaving.accounts.toSet(), leaving.failed, leaving.codesOnly))
        val (arrived, code) = scan(new, departure)
        assertEquals(arrived.toSet(), new.app.movingIn().toSet())
        assertEquals(listOf(true, true), new.app.accounts().map { it.isPending })
        val wrong = refused<AppException.MoveCodeWrong> { old.app.finishMove(departure, otherThan(code)) }
        assertEquals(2u to "error-move-code", wrong.triesLeft to wrong.key)
        val out = old.app.finishMove(departure, code)
        assertEquals(linked, out.moved.toSet())
        assertTrue("$out", out.notScanned.isEmpty() && out.failed.isEmpty())
        assertEquals(emptyList<Failure>(), new.app.confirmMoved(arrived, null))
        assertEquals(listOf(stays), old.app.accounts().map { it.id })
        assertTrue(new.app.movingIn().isEmpty())
        for (scene in listOf(home, work)) {
            assertEquals(listOf(NEW.name), scene.phones())
            new.answers(scene)
        }
        assertEquals("wrong", home.act("check-code", "code" to oldCode)["result"].asString)
    }

    @Test fun `a code that is wrong three times stops the move`() = runBlocking {
        val scene = Scene()
        val (old, thief) = TestPhone.linked(scene) to TestPhone.make()
        val departure = old.app.moveOut()
        assertEquals("error-not-scanned", refused<AppException.BadInput> { old.app.finishMove(departure, "123456") }.key)
        val (arrived, code) = scan(thief, departure)
        for (triesLeft in listOf(2u, 1u)) {
            val wrong = refused<AppException.MoveCodeWrong> { old.app.finishMove(departure, otherThan(code)) }
            assertEquals(triesLeft, wrong.triesLeft)
        }
        for (typed in listOf(otherThan(code), code)) {
            assertEquals("error-move-stopped", refused<AppException.BadInput> { old.app.finishMove(departure, typed) }.key)
        }
        assertEquals(listOf(Failure(arrived[0], "error-link-refused")), thief.app.confirmMoved(arrived, null))
        assertEquals(emptyList<Account>() to listOf(HERE.name), thief.app.accounts() to scene.phones())
        old.answers(scene)
        Unit
    }

    @Test fun `a picture is worth nothing once the move was stopped`() = runBlocking {
        val scene = Scene()
        val (old, new) = TestPhone.linked(scene) to TestPhone.make()
        val departure = old.app.moveOut()
        old.app.stopMove(departure)
        val arrival = new.app.moveIn(departure.leaving().text, NEW)
        assertEquals(emptyList<Link>() to listOf(scene.origin), arrival.arrived to arrival.failed.map { it.serverUrl })
        assertTrue(new.app.accounts().isEmpty())
        old.answers(scene)
        Unit
    }

    @Test fun `what is on a server that is down moves later`() = runBlocking {
        val (home, work) = Scene() to Scene()
        val (old, new) = TestPhone.linked(home, work) to TestPhone.make()
        val (atHome, atWork) = old.app.accounts().map { it.id }
        val departure = old.app.moveOut()
        val (_, code) = scan(new, departure)
        work.act("stop")
        val silent = refused<AppException.MoveCodeWrong> { old.app.finishMove(departure, code) }
        assertEquals("error-move-code-silent", silent.key)
        val reached = new.app.accounts().filter { it.serverUrl == home.origin }.map { it.id }
        val out = old.app.finishMove(departure, new.app.moveCode(reached))
        assertEquals(listOf(atHome) to listOf(atWork), out.moved to out.failed.map { it.account })
        assertEquals(emptyList<Failure>(), new.app.confirmMoved(reached, null))
        work.act("start")
        val again = old.app.moveOut()
        val (arrived, rest) = scan(new, again)
        assertEquals(listOf(atWork), old.app.finishMove(again, rest).moved)
        assertEquals(emptyList<Failure>(), new.app.confirmMoved(arrived, null))
        assertEquals(emptyList<Account>() to listOf(NEW.name), old.app.accounts() to work.phones())
        new.answers(work)
        Unit
    }
}
