/** This program is the phone of real logins. The Python and Swift ones do the same, under the same names. */
import com.google.gson.JsonParser
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Assert.fail
import org.junit.Test

private const val SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

inline fun <reified E : Throwable> refused(call: () -> Any?): E {
    try {
        call()
    } catch (error: Throwable) {
        return error as? E ?: throw AssertionError("expected ${E::class}, not $error", error)
    }
    throw AssertionError("expected ${E::class}")
}

class PhoneTest {
    private suspend fun linked(): Pair<Scene, TestPhone> {
        val scene = Scene()
        return scene to TestPhone.linked(scene)
    }

    @Test fun `links by a ticket and shows the account`() = runBlocking {
        val (scene, phone) = linked()
        val account = phone.app.accounts().single()
        assertEquals(scene.issuer to scene.account, account.issuer to account.name)
        assertTrue(account.isPush && !account.isPending && !account.isUnlinked)
        // The code is the one that the server expects.
        assertEquals("accepted", scene.act("check-code", "code" to account.code!!.code)["result"].asString)
    }

    @Test fun `approves and keeps the receipt`() = runBlocking {
        val (scene, phone) = linked()
        val asked = scene.ask()
        val request = phone.request()
        assertEquals(scene.service to scene.account, request.service to request.accountName)
        assertEquals(Triple("192.0.2.7", "Lyon", 0.toUByte()), Triple(request.address, request.place, request.numberDigits))
        assertEquals(Answered(Outcome.APPROVED, true), phone.app.answer(request.id, Answer.APPROVE, null))
        assertEquals("approved", scene.act("redeem", "id" to asked["id"].asString)["outcome"].asString)
        val entry = phone.app.history().single()
        assertEquals(request.id to Answer.APPROVE, entry.request to entry.answer)
        val proof = phone.app.checkReceipt(request.id)
        assertEquals(Outcome.APPROVED to scene.service, proof.outcome to proof.service)
        assertTrue(JsonParser.parseString(phone.app.receipt(request.id).decodeToString()).asJsonObject.has("receipt"))
    }

    @Test fun `denies and reports`() = runBlocking {
        val (scene, phone) = linked()
        for (answer in listOf(Answer.DENY, Answer.REPORT)) {
            val asked = scene.ask()
            assertEquals(Outcome.DENIED, phone.app.answer(phone.request().id, answer, null).outcome)
            assertEquals("denied", scene.status(asked))
        }
    }

    @Test fun `types the number`() = runBlocking {
        val (scene, phone) = linked()
        val asked = scene.ask(withNumber = true)
        val (request, number) = phone.request() to asked["number"].asString
        assertEquals(number.length, request.numberDigits.toInt())
        val needed = refused<AppException.NumberNeeded> { phone.app.answer(request.id, Answer.APPROVE, null) }
        assertEquals(request.numberDigits, needed.digits)
        phone.app.answer(request.id, Answer.APPROVE, number)
        assertEquals("approved", scene.status(asked))
    }

    @Test fun `a wrong number approves nothing`() = runBlocking {
        val (scene, phone) = linked()
        val asked = scene.ask(withNumber = true)
        val (request, number) = phone.request() to asked["number"].asString
        val wrong = number.dropLast(1) + if (number.last() == '0') '1' else '0'
        refused<AppException.NumberWrong> { phone.app.answer(request.id, Answer.APPROVE, wrong) }
        assertNotEquals("approved", scene.status(asked))
    }

    @Test fun `codes are those of oathtool`() = runBlocking {
        val (scene, phone) = Scene() to TestPhone.make()
        phone.app.addOtpauth("otpauth://totp/Shop:ada?secret=$SECRET&issuer=Shop", OnDuplicate.REFUSE)
        phone.app.changeLockSettings(LockSettings(null, false))
        for (now in listOf(59L, 1_111_111_109, 1_234_567_890, 2_000_000_000)) {
            phone.clock.now = now
            val expected = scene.act("oathtool", "secret" to SECRET, "at" to now)["code"].asString
            assertEquals(expected, phone.app.accounts().single().code!!.code)
        }
    }

    @Test fun `nothing is told while locked`() = runBlocking {
        val (_, phone) = linked()
        val waiting = async(start = CoroutineStart.UNDISPATCHED) { refused<AppException> { phone.app.watch(55u, null) } }
        delay(200)
        phone.app.lock()
        // Where it had not begun yet it does not begin.
        val ended = waiting.await()
        assertTrue("$ended", ended is AppException.Cancelled || ended is AppException.Locked)
        assertEquals("error-locked", refused<AppException.Locked> { phone.app.accounts() }.key)
        phone.app.unlock(Way.Hardware)
        assertEquals(1, phone.app.accounts().size)
    }

    @Test fun `a server that is gone is told and comes back`() = runBlocking {
        val (scene, phone) = linked()
        scene.ask()
        val request = phone.request()
        scene.act("stop")
        refused<AppException.NoNetwork> { phone.app.answer(request.id, Answer.APPROVE, null) }
        val unreachable = phone.app.look().unreachable.single()
        assertEquals(request.account to "error-no-network", unreachable.account to unreachable.key)
        scene.act("start")
        val back = phone.app.look()
        assertEquals(emptyList<Failure>() to listOf(request.account), back.unreachable to back.reachedAgain)
    }

    @Test fun `hears that it was unlinked`() = runBlocking {
        val (scene, phone) = linked()
        val waiting = async(start = CoroutineStart.UNDISPATCHED) { phone.until { it.notices.isNotEmpty() } }
        assertEquals(1, scene.act("remove-phones")["removed"].asInt)
        assertTrue(waiting.await().notices.any { it.kind == NoticeKind.Unlinked })
        val account = phone.app.accounts().single()
        assertTrue(account.isUnlinked)
        refused<AppException.Unlinked> { phone.app.useCode(account.id) }
        Unit
    }

    @Test fun `what was settled elsewhere is told with its outcome`() = runBlocking {
        val (scene, phone) = linked()
        val asked = scene.ask()
        val request = phone.request()
        assertTrue(scene.act("cancel", "id" to asked["id"].asString)["cancelled"].asBoolean)
        val update = phone.until { it.ended.isNotEmpty() }
        assertTrue(update.requests.isEmpty())
        assertEquals(request.id to Outcome.CANCELLED, update.ended.single().let { it.request.id to it.outcome })
        val again = scene.ask()
        val other = phone.request()
        scene.act("cancel", "id" to again["id"].asString)
        refused<AppException.Settled> { phone.app.answer(other.id, Answer.APPROVE, null) }
        Unit
    }

    @Test fun `a long call can be cancelled`() = runBlocking {
        val (scene, phone) = Scene() to TestPhone.make()
        val ticket = scene.act("ticket")
        val link = phone.app.link(ticket["text"].asString, HERE, null)
        val cancel = CancelHandle()
        val took = measureTime {
            val waiting = async(start = CoroutineStart.UNDISPATCHED) {
                refused<AppException.Cancelled> { phone.app.confirmLinked(link.account, cancel) }
            }
            cancel.cancel()
            waiting.await()
            // A coroutine may also be cancelled as coroutines are.
            val job = launch(start = CoroutineStart.UNDISPATCHED) { phone.app.confirmLinked(link.account, null); fail("not confirmed") }
            job.cancelAndJoin()
        }
        assertTrue("$took", took < 10.seconds)
        // It goes on where it was.
        scene.act("confirm", "id" to ticket["id"].asString, "code" to link.linkCode!!)
        phone.app.confirmLinked(link.account, null)
    }

    @Test fun `a person who does not confirm sends nothing`() = runBlocking {
        val (scene, phone) = linked()
        val asked = scene.ask()
        val request = phone.request()
        phone.keys.broken = PlatformException.NotConfirmed()
        refused<AppException.NotConfirmed> { phone.app.answer(request.id, Answer.APPROVE, null) }
        assertEquals("pending", scene.status(asked))
        phone.keys.broken = null
        phone.app.answer(request.id, Answer.APPROVE, null)
        assertEquals("approved", scene.status(asked))
    }

    @Test fun `whatever is thrown here comes back as an error`() = runBlocking {
        val (scene, phone) = linked()
        scene.ask()
        val request = phone.request()
        phone.keys.broken = ArithmeticException("a fault of the app")
        val failed = refused<AppException.Internal> { phone.app.answer(request.id, Answer.APPROVE, null) }
        assertEquals("error-key", failed.key)
        assertTrue("${phone.log.lines}", phone.log.lines.any { "error-key" in it })
    }

    @Test fun `a panic is an error`() = runBlocking {
        val phone = TestPhone.make()
        assertTrue("on purpose" in refused<Exception> { panicNow() }.message!!)
        refused<AppException.Internal> { phone.app.panicLater() }
        assertTrue("the app goes on", phone.app.accounts().isEmpty())
    }

    @Test fun `what makes no sense is named`() = runBlocking {
        val phone = TestPhone.make()
        val bad = refused<AppException.BadInput> { phone.app.link("otpauth://totp/a?secret=GEZDGNBV", HERE, null) }
        assertEquals("error-ticket-not", bad.key)
    }
}
