/**
 * A link that is dead, made anew in its place (A12), and signing in on the phone itself (A2). The Python and Swift programs
 * do the same, under the same names.
 */
import kotlin.math.abs
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

private const val BACK = "assent:linked"

class RepairTest {
    private suspend fun linked(): Triple<Scene, TestPhone, String> {
        val scene = Scene()
        val phone = TestPhone.linked(scene)
        return Triple(scene, phone, phone.app.accounts().single().id)
    }

    /** What the system's browser brings after Ada said yes in it. */
    private fun signedIn(scene: Scene, phone: TestPhone): Pair<SignInPage, String> {
        val page = phone.app.startSignIn(scene.origin, BACK, HERE.name)
        return page to scene.act("sign-in", "address" to page.address())["callback"].asString
    }

    private fun takes(scene: Scene, account: Account) =
        assertEquals("accepted", scene.act("check-code", "code" to account.code!!.code)["result"].asString)

    @Test fun `an unlinked account is repaired in its place`() = runBlocking {
        val (scene, phone, account) = linked()
        phone.app.rename(account, "Work")
        phone.answers(scene, Answer.DENY)
        scene.act("remove-phones")
        assertEquals(LinkHealth.UNLINKED, phone.app.repair(account, null))
        assertTrue(phone.app.accounts().single().isUnlinked)
        val ticket = scene.act("ticket")
        val repairing = phone.app.repairWith(account, ticket["text"].asString, HERE)
        val confirmed = scene.act("confirm", "id" to ticket["id"].asString, "code" to repairing.link().linkCode!!)
        assertTrue(confirmed["is_linked"].asBoolean)
        assertEquals(Repaired(account, false), phone.app.confirmRepaired(repairing, null))
        val shown = phone.app.accounts().single()
        assertEquals(Triple(account, "Work", false), Triple(shown.id, shown.label, shown.isUnlinked))
        assertEquals(listOf(account), phone.app.history().map { it.account })
        takes(scene, shown)
        phone.answers(scene)
        Unit
    }

    @Test fun `a link that works gets its clock and its push endpoint`() = runBlocking {
        val (scene, phone, account) = linked()
        phone.setClock(phone.clock.nowSecs() + 5000)
        assertEquals(LinkHealth.WORKS, phone.app.repair(account, PushEndpoint.Fcm("restored")))
        val shown = phone.app.accounts().single()
        assertTrue("$shown", abs(shown.clockAheadSecs!! - 5000) <= 10)
        takes(scene, shown)
    }

    @Test fun `a key that is gone is found, and the old link goes`() = runBlocking {
        val (scene, phone, account) = linked()
        phone.keys.delete(account, KeyPurpose.APPROVE)
        assertEquals(LinkHealth.KEY_GONE, phone.app.repair(account, null))
        val (page, callback) = signedIn(scene, phone)
        val repairing = phone.app.repairBySignIn(account, page, callback, NEW)
        assertNull(repairing.link().linkCode)
        assertEquals(Repaired(account, false), phone.app.confirmRepaired(repairing, null))
        assertEquals(listOf(NEW.name), scene.phones())
        phone.answers(scene)
        Unit
    }

    @Test fun `a ticket of another server repairs nothing`() = runBlocking {
        val (scene, phone, account) = linked()
        val ticket = Scene().act("ticket")["text"].asString
        val refused = refused<AppException.BadInput> { phone.app.repairWith(account, ticket, HERE) }
        assertEquals("error-other-account", refused.key)
        phone.answers(scene)
        Unit
    }

    @Test fun `links by signing in on this phone`() = runBlocking {
        val (scene, phone) = Scene() to TestPhone.make()
        val (page, callback) = signedIn(scene, phone)
        val other = callback.replace("state=", "state=x")
        assertEquals("error-callback", refused<AppException.BadInput> { phone.app.finishSignIn(page, other, HERE, null) }.key)
        val link = phone.app.finishSignIn(page, callback, HERE, null)
        assertEquals(null to scene.account, link.linkCode to link.accountName)
        phone.answers(scene)
        Unit
    }
}
