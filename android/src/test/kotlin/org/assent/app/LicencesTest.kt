package org.assent.app

import org.assent.app.screens.licences.BuiltIn
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** What the app is built of. Whether the file has all of it, `bindings/licences.py --check` says. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class LicencesTest {
    private val hand = Hand().also { it.sees("No account yet") }

    @Test
    fun every_part_has_a_licence_and_its_text() {
        val parts = BuiltIn.read(hand.parts.licences())
        assertTrue("${parts.size} parts", parts.size > 150 && parts.distinctBy { it.name }.size == parts.size)
        assertEquals(emptyList<BuiltIn>(), parts.filter { it.licence.isEmpty() || it.text.length < 50 || "====" in it.text })
        for (name in listOf("ring", "rustls", "uniffi", "kotlin-stdlib", "kotlinx-coroutines-core", "jna", "zxing-core"))
            assertEquals(name, 1, parts.count { it.name.startsWith("$name ") })
        assertTrue("https://mozilla.org/MPL/2.0/" in parts.first { it.licence == "MPL-2.0" }.text)
    }

    @Test
    fun the_licence_of_each_part_can_be_read() {
        hand.touch(R.id.settings)
        hand.press("Licences")
        hand.press(hand.until("ring") { hand.texts().find { it.startsWith("ring ") } })
        hand.sees("Apache-2.0 AND ISC")
        hand.sees("Permission to use, copy, modify, and/or distribute this software")
        hand.touch(R.id.back)
        hand.sees("Rust’s standard library")
        hand.touch(R.id.back)
        hand.sees("App lock")
    }
}
