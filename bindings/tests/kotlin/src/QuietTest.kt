/** No requests for a while (A15). The Python and Swift programs do the same, under the same names. */
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

private const val HOUR = 3600L

class QuietTest {
    private fun now() = System.currentTimeMillis() / 1000

    private fun tryAsk(scene: Scene) = scene.act("try-ask")["code"].asString

    @Test fun `quiet is kept by the server and told to all phones`() = runBlocking {
        val scene = Scene()
        val (phone, tablet) = TestPhone.linked(scene) to TestPhone.linked(scene)
        val until = now() + HOUR
        phone.app.quiet(phone.app.accounts().single().id, until)
        assertEquals(until, phone.app.accounts().single().quietUntil)
        assertEquals("push-quiet", tryAsk(scene))
        val update = tablet.until { it.notices.isNotEmpty() }
        assertTrue("$update", NoticeKind.Quiet(until) in update.notices.map { it.kind })
        scene.act("stop")
        scene.act("start")
        assertEquals("push-quiet", tryAsk(scene))
        assertEquals(until, tablet.app.accounts().single().quietUntil)
        tablet.app.quiet(tablet.app.accounts().single().id, null)
        phone.until { it.notices.isNotEmpty() }
        assertNull(phone.app.accounts().single().quietUntil)
        phone.answers(scene)
        Unit
    }

    @Test fun `quiet for all says which server could not be told`() = runBlocking {
        val (home, work) = Scene() to Scene()
        val phone = TestPhone.linked(home, work)
        val atWork = phone.app.accounts()[1].id
        work.act("stop")
        val until = now() + HOUR
        assertEquals(listOf(Failure(atWork, "error-no-network")), phone.app.quietAll(until))
        assertEquals(listOf(until, null), phone.app.accounts().map { it.quietUntil })
        assertEquals("push-quiet", tryAsk(home))
        work.act("start")
        assertEquals(emptyList<Failure>(), phone.app.quietAll(null))
        assertEquals("none", tryAsk(home))
    }

    @Test fun `what is past or too far is no quiet`() = runBlocking {
        val scene = Scene()
        val phone = TestPhone.linked(scene)
        val account = phone.app.accounts().single().id
        for (until in listOf(now() - HOUR, now() + 25 * HOUR)) {
            assertEquals("error-bad-quiet", refused<AppException.BadInput> { phone.app.quiet(account, until) }.key)
        }
        assertEquals("none", tryAsk(scene))
    }
}
