/** Codes that come in, from a file or from QR codes: its states, inputs and effects. */
package org.assent.app.screens.imports

import org.assent.app.bridge.Choice
import org.assent.app.bridge.Got
import org.assent.app.bridge.ImportContents
import org.assent.app.bridge.ImportEntry
import org.assent.app.bridge.Imported
import org.assent.app.bridge.Problem

data class ImportState(
    val step: ImportStep = ImportStep.START,
    /** Whether it came by QR codes, so that no file can be chosen instead. */
    val isScanned: Boolean = false,
    val contents: ImportContents? = null,
    /** What is done with what is here already. */
    val all: Choice? = null,
    val each: Map<Int, Choice> = emptyMap(),
    /** The entry that is decided on. */
    val deciding: Int? = null,
    val done: Imported? = null,
    val problem: Problem? = null,
) {
    val duplicates: List<Int> get() = contents?.entries.orEmpty().indices.filter { isDuplicate(contents!!.entries[it]) }
    val isDecided: Boolean get() = all != null || duplicates.all(each::containsKey)

    fun choiceFor(entry: Int): Choice? = each[entry] ?: all

    /** How many accounts will be new or written anew. */
    val coming: Int get() = contents?.entries.orEmpty().size - duplicates.count { choiceFor(it) == Choice.SKIP }
}

fun isDuplicate(entry: ImportEntry) = entry.here != null || entry.earlier != null

enum class ImportStep { START, READING, PASSWORD, PREVIEW, WRITING, DONE }

sealed interface ImportInput {
    data object Choose : ImportInput

    /** Nothing was chosen. */
    data object NotChosen : ImportInput
    data class Read(val got: Got<ImportContents>) : ImportInput

    /** No part of any state. */
    class Password(val password: ByteArray) : ImportInput
    data class ForAll(val choice: Choice) : ImportInput
    data class Decide(val entry: Int) : ImportInput
    data class ForOne(val entry: Int, val choice: Choice) : ImportInput
    data object Write : ImportInput
    data class Written(val got: Got<Imported>) : ImportInput
    data object Back : ImportInput
}

sealed interface ImportEffect {
    data object Choose : ImportEffect

    /** Reads what was scanned. */
    data object Read : ImportEffect

    /** Reads the same file once more. */
    class Open(val password: ByteArray) : ImportEffect
    data class Write(val all: Choice?, val each: Map<Int, Choice>) : ImportEffect
    data object Close : ImportEffect

    /** To the list, which has it now. */
    data object Home : ImportEffect
}
