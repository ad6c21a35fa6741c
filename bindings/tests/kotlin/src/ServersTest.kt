/** Requests of several servers at once. The Python and Swift programs do the same, under the same names. */
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class ServersTest {
    private class Two(val home: Scene, val work: Scene, val phone: TestPhone, val atWork: String)

    private suspend fun linked(): Two {
        val (home, work) = Scene() to Scene()
        val phone = TestPhone.linked(home, work)
        return Two(home, work, phone, phone.app.accounts()[1].id)
    }

    @Test fun `requests of two servers stand in one list`() = runBlocking {
        with(linked()) {
            home.ask()
            val asked = work.ask()
            val update = phone.until { it.requests.size == 2 }
            assertTrue("$update", update.isCrowded)
            phone.app.answer(update.requests.single { it.account == atWork }.id, Answer.DENY, null)
            assertEquals("denied", work.status(asked))
            val left = phone.app.watch(0u, null)
            assertEquals(1 to false, left.requests.size to left.isCrowded)
        }
    }

    @Test fun `a server that is down holds up no other`() = runBlocking {
        with(linked()) {
            work.act("stop")
            val down = phone.until { it.unreachable.isNotEmpty() }
            assertEquals(listOf(Failure(atWork, "error-no-network")), down.unreachable)
            val took = measureTime { phone.answers(home) }
            assertTrue("$took", took < 10.seconds)
            assertEquals(listOf(atWork), phone.app.watch(0u, null).unreachable.map { it.account })
            work.act("start")
            phone.app.networkChanged()
            val back = phone.until { it.reachedAgain.isNotEmpty() }
            assertEquals(listOf(atWork) to emptyList<Failure>(), back.reachedAgain to back.unreachable)
            phone.answers(work)
        }
        Unit
    }

    @Test fun `a bell makes a line that rests ask now`() = runBlocking {
        with(linked()) {
            work.act("stop")
            phone.until { it.unreachable.isNotEmpty() }
            // By then it has failed four times, and rests for seconds.
            phone.app.watch(7u, null)
            work.act("start")
            assertEquals(emptyList<String>(), phone.app.watch(0u, null).reachedAgain)
            phone.app.woken(ByteArray(1))
            assertEquals(listOf(atWork), phone.app.watch(3u, null).reachedAgain)
        }
    }

    @Test fun `locking lets go of lines that are held`() = runBlocking {
        with(linked()) {
            // By connections that carried nothing before, one of them with an answer that nobody took yet.
            phone.app.networkChanged()
            assertTrue(phone.app.watch(1u, null).requests.isEmpty())
            val asked = home.ask()
            delay(500)
            phone.app.lock()
            refused<AppException.Locked> { phone.app.watch(0u, null) }
            phone.app.unlock(Way.Hardware)
            phone.app.answer(phone.request().id, Answer.DENY, null)
            assertEquals("denied", home.status(asked))
        }
    }
}
