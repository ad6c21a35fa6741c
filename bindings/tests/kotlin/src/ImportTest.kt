/** Every export in tests/vectors/imports, through the app. The Python and Swift programs do the same, under the same names. */
import com.google.gson.JsonObject
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

private val IMPORTS = read("imports.json")
private val KINDS = mapOf("totp" to CodeKind.TIMED, "hotp" to CodeKind.COUNTED, "steam" to CodeKind.STEAM)

/** Shorter secrets than 14 bytes, in letters of base32, are said to be weak. */
private const val STRONG = 23

class ImportTest {
    private fun checkContents(contents: ImportContents, of: JsonObject) {
        assertEquals(of.text("format") to emptyList<UInt>(), contents.format to contents.missing)
        val expected = of.cases("entries").map {
            ImportEntry(
                it.text("issuer"), it.text("account"), it.textOrNull("label"), KINDS.getValue(it.text("kind")),
                it.text("secret").length < STRONG, null, null, null,
            )
        }
        assertEquals(expected, contents.entries)
        assertEquals(of.list("left_out").map { it.text("what") to it.text("key") }, contents.leftOut.map { it.what to it.key })
    }

    /** What it shows: the code, and for how long; of a counted one the next. */
    private fun codeOf(app: AssentApp, account: Account) =
        (account.code ?: app.useCode(account.id)).let { it.code to it.periodSecs?.toString() }

    @Test fun `each file is read as written, to the codes it makes`() = runBlocking {
        for (of in IMPORTS.cases("read")) {
            val phone = TestPhone.make()
            phone.setClock(IMPORTS["at"].asLong)
            val preview = phone.app.readImport(sample(of.text("file")), of.textOrNull("password")?.toByteArray())
            checkContents(preview.contents(), of)
            assertTrue(of.text("file"), phone.app.accounts().isEmpty())
            val done = phone.app.writeImport(preview, null, emptyMap())
            val accounts = phone.app.accounts()
            assertEquals(done.added, accounts.map { it.id })
            val expected = of.cases("entries").map { it.text("code") to it.textOrNull("period_secs") }
            assertEquals(of.text("file"), expected, accounts.map { codeOf(phone.app, it) })
        }
    }

    @Test fun `what can't be read is refused with the reason`() = runBlocking {
        val phone = TestPhone.make()
        for (of in IMPORTS.cases("refused")) {
            val refused = refused<AppException.BadInput> { phone.app.readImport(sample(of.text("file")), "any".toByteArray()) }
            assertEquals(of.text("file"), of.text("key"), refused.key)
        }
    }

    @Test fun `a sealed file asks for its password and takes no other`() = runBlocking {
        val phone = TestPhone.make()
        for (file in IMPORTS.cases("read").filter { it.textOrNull("password") != null }.map { it.text("file") }) {
            refused<AppException.PasswordNeeded> { phone.app.readImport(sample(file), null) }
            refused<AppException.WrongPassword> { phone.app.readImport(sample(file), "wrong".toByteArray()) }
        }
    }
}
