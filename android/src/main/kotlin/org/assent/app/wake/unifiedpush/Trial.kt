package org.assent.app.wake.unifiedpush

import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** A push to this phone itself, by the way that the servers' pushes take: to the endpoint, and back through the distributor. */
class Trial {
    private var waiting: Pair<String, CompletableDeferred<Boolean>>? = null

    /** Whether it came back in time. */
    suspend fun run(token: String, endpoint: String): Boolean {
        val came = CompletableDeferred<Boolean>().also { waiting = token to it }
        return withTimeoutOrNull(PATIENCE_MILLIS) { withContext(Dispatchers.IO) { post(endpoint) } && came.await() } ?: false
    }

    fun came(token: String) {
        waiting?.takeIf { it.first == token }?.second?.complete(true)
    }

    /** RFC 8030 §5. Nothing in it can be read, as nothing in a push is needed; some push servers want the name of a cipher all the same. */
    private fun post(endpoint: String): Boolean = try {
        val push = URL(endpoint).openConnection() as HttpURLConnection
        push.requestMethod = "POST"
        push.setRequestProperty("TTL", "60")
        push.setRequestProperty("Urgency", "high")
        push.setRequestProperty("Content-Encoding", "aes128gcm")
        push.connectTimeout = PATIENCE_MILLIS.toInt()
        push.readTimeout = PATIENCE_MILLIS.toInt()
        push.doOutput = true
        push.outputStream.use { it.write("assent".toByteArray()) }
        push.responseCode in 200..299
    } catch (_: IOException) {
        false
    }

    private companion object {
        const val PATIENCE_MILLIS = 20_000L
    }
}
