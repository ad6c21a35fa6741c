package org.assent.app

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element

/** The texts: whole in both languages, and a text for each error that the core can give. */
class WordsTest {
    private val english = read("values")
    private val french = read("values-fr")

    @Test
    fun every_text_is_there_in_both_languages_with_the_same_places_to_fill() {
        val translated = english.filterValues { it.isTranslated }
        assertEquals(translated.keys, french.keys)
        val differing = translated.filter { (name, text) -> holesIn(text) != holesIn(french.getValue(name)) }
        assertEquals("holes", emptySet<String>(), differing.keys)
    }

    @Test
    fun no_french_text_is_the_english_one() {
        val same = french.filter { (name, text) -> text.words == english.getValue(name).words && text.words.length > 8 }.keys
        assertEquals(emptySet<String>(), same - setOf("mins_short", "notifications"))
    }

    @Test
    fun french_signs_stand_apart_by_spaces_that_do_not_break() {
        val wrong = french.filterValues { Regex("(?<![\u202f?!])[?;!]|(?<![\u00a0s]):|«[^\u00a0]|[^\u00a0]»").containsMatchIn(it.words) }
        assertEquals(emptyMap<String, String>(), wrong.mapValues { it.value.words })
    }

    @Test
    fun every_error_of_the_core_has_words() {
        val sources = listOf("../core/src", "../bindings/src").flatMap { File(it).walk().filter { file -> file.extension == "rs" } }
        val keys = sources.flatMap { Regex("\"((error|why)-[a-z-]+)\"").findAll(it.readText()).map { key -> key.groupValues[1] } }.toSet()
        assertTrue("keys are found", keys.size > 80)
        assertEquals(emptySet<String>(), keys.map { it.replace('-', '_') }.toSet() - english.keys - "error_probe")
    }

    private class Text(val words: String, val isTranslated: Boolean)

    private fun holesIn(text: Text) = Regex("%(\\d\\$)?[sd]").findAll(text.words).map { it.value }.toSet()

    private fun read(folder: String): Map<String, Text> {
        val files = File("res/$folder").listFiles()!!.filter { it.name in setOf("strings.xml", "errors.xml", "transfer.xml") }
        val roots = files.map { DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(it).documentElement }
        val all = roots.flatMap { root -> (0 until root.childNodes.length).mapNotNull { root.childNodes.item(it) as? Element } }
        return all.associate { it.getAttribute("name") to Text(it.textContent.trim(), it.getAttribute("translatable") != "false") }
    }
}
