/** Import and export of codes (A19). The Python and Swift programs do the same, under the same names. */
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Test

private val PASSPHRASE = "Grüezi, wohl 🔑".toByteArray()
private const val COUNTED = "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter="

class TransferTest {
    private suspend fun withCodes() = TestPhone.make().apply {
        val preview = app.readImport(sample("otpauth.txt"), null)
        assertEquals(8, app.writeImport(preview, null, emptyMap()).added.size)
    }

    /** What is shown at one moment. */
    private fun codes(phone: TestPhone): List<List<Any?>> {
        phone.setClock(1_700_000_000)
        return phone.app.accounts().map { listOf(it.issuer, it.name, it.label, it.code) }
    }

    @Test fun `a preview says what is here already and changes nothing`() = runBlocking {
        val phone = withCodes()
        val before = phone.app.accounts().map { it.id }
        val contents = phone.app.readImport(sample("aegis_plain.json"), null).contents()
        assertEquals("aegis" to "Aegis", contents.format to contents.formatName)
        assertEquals(before, contents.entries.map { it.here })
        assertEquals(listOf("Motp: moped" to "why-kind"), contents.leftOut.map { it.what to it.key })
        assertEquals(before, phone.app.accounts().map { it.id })
    }

    @Test fun `duplicates are replaced, kept or left out as is said`() = runBlocking {
        val cases = listOf(Choice.REPLACE to Triple(0, 8, 0), Choice.KEEP_BOTH to Triple(8, 0, 0), Choice.SKIP to Triple(0, 0, 8))
        for ((choice, expected) in cases) {
            val phone = withCodes()
            val preview = phone.app.readImport(sample("2fas_plain.2fas"), null)
            val undecided = refused<AppException.Undecided> { phone.app.writeImport(preview, null, mapOf(0u to choice)) }
            assertEquals(7u to 8, undecided.count to phone.app.accounts().size)
            val done = phone.app.writeImport(preview, choice, emptyMap())
            assertEquals(expected, Triple(done.added.size, done.replaced.size, done.skipped.toInt()))
            assertEquals(8 + expected.first, phone.app.accounts().size)
        }
    }

    @Test fun `each duplicate may have a choice of its own`() = runBlocking {
        val phone = withCodes()
        val before = phone.app.accounts()
        phone.app.rename(before[1].id, "Mine")
        val preview = phone.app.readImport(sample("2fas_plain.2fas"), null)
        val done = phone.app.writeImport(preview, Choice.SKIP, mapOf(0u to Choice.KEEP_BOTH, 1u to Choice.REPLACE))
        assertEquals(Triple(1, listOf(before[1].id), 6u), Triple(done.added.size, done.replaced, done.skipped))
        val after = phone.app.accounts()
        assertEquals(Triple("Mine", done.added[0], before[0].name), Triple(after[1].label, after[8].id, after[8].name))
    }

    @Test fun `the higher count stays`() = runBlocking {
        val phone = TestPhone.make()
        val account = phone.app.addOtpauth(COUNTED + "1", OnDuplicate.REFUSE)
        repeat(2) { phone.app.useCode(account) }
        val preview = phone.app.readImport((COUNTED + "1").toByteArray(), null)
        val entry = preview.contents().entries.single()
        assertEquals(account to 2.toULong(), entry.here to entry.usedSince)
        phone.app.writeImport(preview, Choice.REPLACE, emptyMap())
        // RFC 4226 appendix D, count 3.
        assertEquals("969429", phone.app.useCode(account).code)
    }

    @Test fun `scanned codes are joined in any order`() = runBlocking {
        val phone = TestPhone.make()
        val (one, two) = listOf(1, 2).map { sample("google_${it}_of_2.txt").decodeToString() }
        assertEquals(listOf(1u), phone.app.readImportCodes(listOf(two)).contents().missing)
        val stranger = "otpauth-migration://offline?data=EAEYASAAKAU%3D"
        val other = refused<AppException.BadInput> { phone.app.readImportCodes(listOf(two, stranger)) }
        assertEquals("error-import-other-batch", other.key)
        val preview = phone.app.readImportCodes(listOf(two, one, two))
        assertEquals(emptyList<UInt>() to "google", preview.contents().let { it.missing to it.format })
        assertEquals(5, phone.app.writeImport(preview, null, emptyMap()).added.size)
    }

    @Test fun `an export is restored on another phone`() = runBlocking {
        val (scene, old, new) = Triple(Scene(), withCodes(), TestPhone.make())
        val link = old.link(scene)
        old.app.rename(old.app.accounts()[0].id, "Mine")
        assertEquals("error-export", refused<AppException.BadInput> { old.app.export(ByteArray(0)) }.key)
        val made = old.app.export(PASSPHRASE)
        assertEquals(8u to listOf(LinkedName(scene.issuer, scene.account, scene.origin)), made.accounts to made.linked)
        refused<AppException.PasswordNeeded> { new.app.readImport(made.file, null) }
        refused<AppException.WrongPassword> { new.app.readImport(made.file, "wrong".toByteArray()) }
        val preview = new.app.readImport(made.file, PASSPHRASE)
        assertEquals(listOf("why-linked"), preview.contents().leftOut.map { it.key })
        new.app.writeImport(preview, null, emptyMap())
        old.app.remove(link.account, false)
        assertEquals(codes(old), codes(new))
    }
}
