package org.assent.app.platform

import android.content.Context
import android.graphics.BitmapFactory
import android.net.Uri
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem

/** Documents that the person chose, wherever they lie. */
class Documents(context: Context) {
    private val resolver = context.contentResolver

    /** All of it; one that is too large is not read to its end. */
    suspend fun read(document: Uri): Got<ByteArray> = tried("error-unreadable") {
        val bytes = resolver.openInputStream(document)?.use(::readWithin) ?: throw IOException()
        if (bytes.size > MAX_BYTES) Got.Failed(Problem(Problem.Kind.OTHER, "error-import-too-large")) else Got.Ok(bytes)
    }

    suspend fun write(document: Uri, bytes: ByteArray): Got<Unit> = tried("error-unwritable") {
        resolver.openOutputStream(document, "wt")?.use { it.write(bytes) } ?: throw IOException()
        Got.Ok(Unit)
    }

    /** The text of a QR code in a picture; null: there is none. */
    suspend fun readQr(picture: Uri): Got<String?> = when (val file = read(picture)) {
        is Got.Failed -> file
        is Got.Ok -> tried("error-unreadable") { Got.Ok(frameOf(file.value)?.let(::readQr)) }
    }

    /** No larger than a code needs, so that no picture fills the memory. */
    private fun frameOf(file: ByteArray): Frame? {
        val options = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        BitmapFactory.decodeByteArray(file, 0, file.size, options)
        options.inJustDecodeBounds = false
        options.inSampleSize = Integer.highestOneBit((maxOf(options.outWidth, options.outHeight) / MAX_SIDE).coerceAtLeast(1))
        return BitmapFactory.decodeByteArray(file, 0, file.size, options)?.let(::frameOf)
    }

    private fun readWithin(stream: InputStream): ByteArray {
        val out = ByteArrayOutputStream()
        val part = ByteArray(PART_BYTES)
        while (out.size() <= MAX_BYTES) {
            val length = stream.read(part)
            if (length < 0) break
            out.write(part, 0, length)
        }
        return out.toByteArray()
    }

    private suspend fun <T> tried(key: String, work: suspend () -> Got<T>): Got<T> = withContext(Dispatchers.IO) {
        try {
            work()
        } catch (_: IOException) {
            Got.Failed(Problem(Problem.Kind.OTHER, key))
        } catch (_: SecurityException) {
            Got.Failed(Problem(Problem.Kind.OTHER, key))
        }
    }

    private companion object {
        /** What the core takes. */
        const val MAX_BYTES = 16 * 1024 * 1024
        const val PART_BYTES = 64 * 1024
        const val MAX_SIDE = 2048
    }
}
