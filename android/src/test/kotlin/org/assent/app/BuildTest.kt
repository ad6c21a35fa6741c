package org.assent.app

import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Test

/** What may differ between builds: the host whose links open the app, and plain http on this machine for looking into it. */
class BuildTest {
    @Test
    fun a_build_for_a_host_opens_its_links_and_no_others() {
        val manifest = read(build("LINK_HOST" to "assent.example.org"), "AndroidManifest.xml")
        assertEquals(listOf("assent", "https"), valuesOf("scheme", manifest))
        assertEquals(listOf("assent.example.org"), valuesOf("host", manifest))
        assertEquals(listOf("/link"), valuesOf("path", manifest))
        assertEquals(listOf("true"), valuesOf("autoVerify", manifest))
    }

    @Test
    fun only_a_build_to_look_into_speaks_plainly_and_only_to_this_machine() {
        val debug = build("DEBUGGABLE" to "yes")
        assertEquals(listOf("true"), valuesOf("debuggable", read(debug, "AndroidManifest.xml")))
        val network = read(debug, "res/xml/network_security.xml")
        assertEquals(listOf("false", "true"), valuesOf("cleartextTrafficPermitted", network))
        assertEquals(listOf("127.0.0.1", "::1", "localhost"), Regex("T: '(.*)'").findAll(network).map { it.groupValues[1] }.toList())
    }

    private fun build(how: Pair<String, String>): File {
        val out = File(System.getProperty("made"), "builds/${how.first}").apply { mkdirs() }
        run("sh", "res.sh", AAPT2, System.getProperty("android.jar"), out.path, how = mapOf(how))
        return File(out, "resources.ap_")
    }

    private fun read(built: File, file: String) = run(AAPT2, "dump", "xmltree", "--file", file, built.path)

    private fun valuesOf(attribute: String, dump: String) =
        Regex("[:\\s]$attribute(?:\\(\\w+\\))?=\"?([^\"\\s]*)").findAll(dump).map { it.groupValues[1] }.toList()

    private fun run(vararg command: String, how: Map<String, String> = emptyMap()): String {
        val process = ProcessBuilder(*command).redirectErrorStream(true).apply { environment() += how }.start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { said }
        return said
    }

    private companion object {
        val AAPT2: String = System.getProperty("aapt2")
    }
}
