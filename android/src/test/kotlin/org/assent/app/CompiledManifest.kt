package org.assent.app

import android.content.Context
import android.content.res.XmlResourceParser
import org.xmlpull.v1.XmlPullParser

/** How a thing looks opens nothing. */
private val LOOKS = setOf("name", "label", "icon", "theme", "supportsRtl", "localeConfig")

/** The manifest as it lies in the package, as a line for each thing that it says. */
class CompiledManifest(private val context: Context) {
    private class Element(val name: String, val attributes: Map<String, String>, val children: MutableList<Element> = mutableListOf())

    fun facts(): List<String> {
        val root = read()
        return root.children.flatMap { if (it.name == "application") says("application", it) + it.children.flatMap(::component) else declared(it) }
    }

    private fun declared(element: Element) = when (val name = element.attributes["name"]) {
        null -> says(element.name, element) + element.children.map { "${element.name} ${it.name} ${filter(it)}" }
        else -> listOf("${element.name} ${short(name)}") + says("${element.name} ${short(name)}", element)
    }

    private fun component(element: Element): List<String> {
        val name = element.attributes.getValue("name")
        val inner = element.children.map { if (it.name == "intent-filter") "$name takes ${filter(it)}" else "$name ${it.name} ${it.attributes}" }
        return (says(name, element) + inner).ifEmpty { listOf("$name ${element.name}") }
    }

    private fun filter(element: Element): String {
        val parts = element.children.map { part ->
            part.attributes["name"]?.let(::short) ?: part.attributes.run { this["scheme"] + ":" + (this - "scheme").values.joinToString("") { "//$it" } }
        }
        return (parts + element.attributes.map { "${it.key}=${it.value}" }).joinToString(" ")
    }

    private fun says(who: String, element: Element) = (element.attributes - LOOKS).map { "$who ${it.key}=${it.value}" }

    private fun short(name: String) = name.removePrefix("android.permission.").removePrefix("android.intent.action.").removePrefix("android.intent.category.")

    private fun read(): Element = context.assets.openXmlResourceParser("AndroidManifest.xml").use { xml ->
        val open = mutableListOf(Element("", emptyMap()))
        while (xml.next() != XmlPullParser.END_DOCUMENT) when (xml.eventType) {
            XmlPullParser.START_TAG -> open += Element(xml.name, attributesOf(xml)).also { open.last().children += it }
            XmlPullParser.END_TAG -> open.removeLast()
        }
        open.single().children.single()
    }

    private fun attributesOf(xml: XmlResourceParser) =
        (0 until xml.attributeCount).associate { xml.getAttributeName(it) to valueOf(xml, it) }

    private fun valueOf(xml: XmlResourceParser, at: Int) = when (val id = xml.getAttributeResourceValue(at, 0)) {
        0 -> xml.getAttributeValue(at)
        else -> context.resources.run { "@${getResourceTypeName(id)}/${getResourceEntryName(id)}" }
    }
}
