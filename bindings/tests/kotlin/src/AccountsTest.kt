/** The list, forgetting an account, and what stays of it. The Python and Swift programs do the same, under the same names. */
import com.google.gson.JsonParser
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

private val SECRETS = mapOf("Crédit Agricole" to "GEZDGNBVGY3TQOJQ", "Shop" to "JBSWY3DPEHPK3PXP", "Zoo" to "MZXW6YTBOI2GEYLS")

class AccountsTest {
    private suspend fun withCodes(): Pair<TestPhone, List<String>> {
        val phone = TestPhone.make()
        val ids = SECRETS.map { (issuer, secret) ->
            phone.app.addOtpauth("otpauth://totp/ada?secret=$secret&issuer=$issuer", OnDuplicate.REFUSE)
        }
        assertEquals(ids, phone.app.accounts().map { it.id })
        return phone to ids
    }

    @Test fun `names, colours and order outlast locking`() = runBlocking {
        val (phone, ids) = withCodes()
        val (bank, shop, zoo) = ids
        val before = phone.app.accounts()[1].colour
        val other = if (before != Colour.PINK) Colour.PINK else Colour.TEAL
        phone.app.rename(shop, "  Groceries ")
        phone.app.paint(shop, other)
        phone.app.arrange(listOf(zoo, shop))
        phone.app.moveTo(bank, 0u)
        phone.app.lock()
        phone.app.unlock(Way.Hardware)
        val shown = phone.app.accounts()
        assertEquals(listOf(bank, zoo, shop), shown.map { it.id })
        assertEquals("Groceries" to other, shown[2].label to shown[2].colour)
        phone.app.rename(shop, null)
        phone.app.paint(shop, null)
        assertEquals(null to before, phone.app.accounts()[2].let { it.label to it.colour })
        assertEquals("error-label", refused<AppException.BadInput> { phone.app.rename(shop, " ") }.key)
    }

    /** What nearly every website says: only the secret. */
    private fun typed(secret: String) = TypedCodes("Shop", "ada", secret.toByteArray(), CodeKind.TIMED, null, null, null, null)

    @Test fun `codes can be typed in`() = runBlocking {
        val (scene, phone) = Scene() to TestPhone.make()
        val at = 1_111_111_109L
        phone.setClock(at)
        phone.app.addTyped(typed("gezd gnbv gy3t qojq-GEZD GNBV GY3T QOJQ"), OnDuplicate.REFUSE)
        val account = phone.app.accounts().single()
        assertEquals("Shop" to "ada", account.issuer to account.name)
        val expected = scene.act("oathtool", "secret" to "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "at" to at)["code"].asString
        assertEquals(expected, account.code!!.code)
        val refused = refused<AppException.BadInput> { phone.app.addTyped(typed("0189"), OnDuplicate.REFUSE) }
        assertEquals("why-secret", refused.key)
    }

    @Test fun `an account is found by parts of its names`() = runBlocking {
        val (phone, ids) = withCodes()
        val (bank, shop) = ids
        phone.app.rename(shop, "Groceries")
        val cases = listOf("credit" to listOf(bank), "GROC ada" to listOf(shop), "bob" to emptyList(), "shop" to listOf(shop))
        for ((query, found) in cases) assertEquals(query, found, phone.app.search(query).map { it.id })
        assertEquals(phone.app.accounts(), phone.app.search(""))
    }

    @Test fun `an account is removed at its server, or forgotten without it`() = runBlocking {
        val (home, work) = Scene() to Scene()
        val phone = TestPhone.linked(home, work)
        val (atHome, atWork) = phone.app.accounts().map { it.id }
        phone.app.renamePhone(atHome, NEW.name)
        assertEquals(listOf(NEW.name), home.phones())
        phone.app.remove(atHome, false)
        assertTrue(home.phones().isEmpty())
        work.act("stop")
        assertEquals("error-still-linked", refused<AppException.NoNetwork> { phone.app.remove(atWork, false) }.key)
        assertEquals(listOf(atWork), phone.app.accounts().map { it.id })
        phone.app.remove(atWork, true)
        assertEquals(0 to 0, phone.app.accounts().size to phone.keys.count)
    }

    @Test fun `the history keeps its receipts when the account is gone`() = runBlocking {
        val scene = Scene()
        val phone = TestPhone.linked(scene)
        val account = phone.app.accounts().single().id
        val answered = listOf(Answer.APPROVE, Answer.DENY, Answer.REPORT).map { phone.answers(scene, it).id to it }
        val pins = phone.app.pins(account)
        phone.app.remove(account, false)
        val entries = phone.app.history()
        assertEquals(answered.reversed(), entries.map { it.request to it.answer })
        for (entry in entries) {
            assertEquals(Triple(scene.service, "192.0.2.7", "Lyon"), Triple(entry.service, entry.address, entry.place))
            val isYes = entry.answer == Answer.APPROVE
            val (key, outcome) = if (isYes) pins.approveKeyId to Outcome.APPROVED else pins.requestKeyId to Outcome.DENIED
            val proof = phone.app.checkReceipt(entry.request)
            assertEquals(pins.serverId to key, proof.serverId to proof.deviceKeyId)
            assertEquals(Triple(entry.answer, outcome, outcome), Triple(proof.answer, proof.outcome, entry.outcome))
            assertTrue(JsonParser.parseString(phone.app.receipt(entry.request).decodeToString()).asJsonObject.has("receipt"))
        }
    }
}
