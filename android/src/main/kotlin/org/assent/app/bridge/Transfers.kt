package org.assent.app.bridge

import kotlinx.coroutines.CoroutineDispatcher
import org.assent.core.AssentApp

/** What a file or scanned codes would bring. Nothing is written yet. */
class Preview internal constructor(val contents: ImportContents, internal val core: org.assent.core.ImportPreview)

/** Codes in and out, by files or scanned. */
class Transfers internal constructor(private val app: AssentApp, worker: CoroutineDispatcher) : Calls(worker) {
    /** [password] is cleared. */
    suspend fun read(file: ByteArray, password: ByteArray?): Got<Preview> =
        got { previewOf(app.readImport(file, password)) }.also { password?.fill(0) }

    /** The texts of Google's QR codes, in any order. */
    suspend fun readCodes(codes: List<String>): Got<Preview> = got { previewOf(app.readImportCodes(codes)) }

    /** All of it or nothing. [all]: what is done with what is here already, unless [each] says otherwise. */
    suspend fun write(preview: Preview, all: Choice?, each: Map<Int, Choice>): Got<Imported> =
        got { app.writeImport(preview.core, all, each.mapKeys { it.key.toUInt() }) }

    /** An encrypted file of all codes of other websites. [passphrase] is cleared. */
    suspend fun export(passphrase: ByteArray): Got<Exported> = got { app.export(passphrase) }.also { passphrase.fill(0) }

    private fun previewOf(core: org.assent.core.ImportPreview) = Preview(core.contents(), core)
}
