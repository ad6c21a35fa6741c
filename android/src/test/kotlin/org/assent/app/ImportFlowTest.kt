package org.assent.app

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import kotlinx.coroutines.runBlocking
import org.assent.app.bridge.Account
import org.assent.app.bridge.orNull
import org.assent.app.screen.Place
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** Codes in and out by files, as a person does it. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class ImportFlowTest {
    private val hand = Hand().also { it.sees("No account yet") }
    private val system = SystemWindows(hand)
    private val vectors = JsonParser.parseString(File("../tests/vectors/imports.json").readText()).asJsonObject

    @Test
    fun each_format_comes_as_it_was_shown() {
        for (of in vectors.list("read")) {
            open(sample(of.text("file")))
            of.textOrNull("password")?.let(::typePassword)
            val entries = of.list("entries")
            hand.sees("${entries.size} accounts of ")
            val expected = entries.map { (it.textOrNull("label") ?: it.text("issuer").ifEmpty { it.text("account") }) }
            assertEquals(of.text("file"), emptyList<String>(), (expected + of.list("left_out").map { it.text("what") }) - hand.texts().toSet())
            hand.press("Import")
            hand.sees("${entries.size} accounts came")
            hand.press("Done")
            assertEquals(of.text("file"), entries.map { it.text("issuer") to it.text("account") }, accounts().map { it.issuer to it.name })
            removeAll()
        }
    }

    @Test
    fun what_cannot_be_read_is_refused_with_the_reason() {
        val words = mapOf("error-import-encrypted" to "Export there once more without a password", "error-import-incomplete" to "of the QR codes are there")
        for (of in vectors.list("refused")) {
            open(sample(of.text("file")))
            hand.sees(words.getValue(of.text("key")))
            hand.touch(R.id.back)
        }
        open("a shopping list".toByteArray())
        hand.sees("This is no export that can be read here.")
        hand.press("Choose a file")
        system.gives(ByteArray(16 * 1024 * 1024 + 1))
        hand.sees("The file is larger than 16 MiB")
        hand.press("Choose a file")
        system.gives(null)
        hand.sees("Choose a file that another authenticator")
        assertEquals(emptyList<Account>(), accounts())
    }

    @Test
    fun a_wrong_password_may_be_typed_again() {
        open(sample("aegis_encrypted.json"))
        typePassword("wrong")
        hand.sees("The password is wrong")
        typePassword("Grüezi, wohl 🔑")
        hand.sees("8 accounts of Aegis")
    }

    @Test
    fun what_is_here_already_is_decided_for_all_or_for_each() {
        open(sample("otpauth.txt"))
        hand.press("Import")
        hand.press("Done")
        open(sample("otpauth.txt"))
        hand.sees("To be decided")
        check(!hand.canPress("Import"))
        hand.press("Leave all out")
        check(!hand.canPress("Import"))
        hand.press(accounts()[0].issuer)
        hand.press("Keep both")
        hand.press("Import")
        hand.sees("1 account came")
        hand.sees("7 accounts were left out.")
        assertEquals(9, accounts().size)
    }

    @Test
    fun an_export_says_what_stays_and_is_restored_by_its_passphrase() {
        val scene = Walk(hand = hand).linked().scene
        open(sample("otpauth.txt"))
        hand.press("Import")
        hand.press("Done")
        val codes = { accounts().filter { !it.isPush }.map { Triple(it.issuer, it.name, it.label) } }
        val before = codes()
        hand.touch(R.id.settings)
        hand.press("Export")
        makeFile("a quiet grey heron", "a quiet grey hero")
        hand.sees("The two passphrases differ.")
        makeFile("short", "short")
        hand.sees("This passphrase is too short")
        makeFile("a quiet grey heron", "a quiet grey heron")
        hand.sees("8 accounts are in the file.")
        hand.sees(scene.account)
        hand.press("Save the file")
        val file = system.takes()
        hand.sees("Saved")
        removeAll()
        open(file.toByteArray())
        typePassword("a quiet grey heron")
        hand.press("Import")
        hand.sees("8 accounts came")
        assertEquals(before, codes())
    }

    private fun open(file: ByteArray) {
        hand.parts.stack.restart(Place.Accounts)
        hand.touch(R.id.add)
        hand.press("Import")
        hand.press("Choose a file")
        system.gives(file)
    }

    private fun typePassword(password: String) {
        hand.type("Password of the file", password)
        hand.press("Open")
    }

    private fun makeFile(passphrase: String, again: String) {
        hand.type("Passphrase", passphrase)
        hand.type("The same again", again)
        hand.press("Make the file")
    }

    private fun accounts(): List<Account> = runBlocking { hand.parts.assent.accounts().orNull()!! }

    private fun removeAll() = runBlocking { for (account in accounts()) hand.parts.assent.remove(account.id, forgetLocally = true) }

    private fun sample(file: String) = File("../tests/vectors/imports/$file").readBytes()

    private fun JsonObject.list(of: String): List<JsonObject> = getAsJsonArray(of).map(JsonElement::getAsJsonObject).also { check(of == "left_out" || it.isNotEmpty()) }

    private fun JsonObject.text(name: String): String = this[name].asString

    private fun JsonObject.textOrNull(name: String): String? = this[name]?.takeUnless { it.isJsonNull }?.asString
}
