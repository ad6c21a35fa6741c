package org.assent.app.screens.licences

/** A part that the app is built of. [name]: with its version; [text]: of the licence. */
data class BuiltIn(val name: String, val licence: String, val text: String) {
    companion object {
        /** All that stand in [file], as licences.py wrote them down. */
        fun read(file: String): List<BuiltIn> =
            file.split("====\n").filter(String::isNotEmpty).flatMap(::parts).sortedBy { it.name.lowercase() }

        /** Those that have one text: a line each, an empty line, the text. */
        private fun parts(block: String): List<BuiltIn> {
            val (names, text) = block.split("\n\n", limit = 2)
            return names.lines().map { line -> BuiltIn(line.substringBefore(": "), line.substringAfter(": "), text.trim()) }
        }
    }
}
