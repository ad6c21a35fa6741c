package org.assent.app.wake.unifiedpush

import android.content.Context
import java.security.SecureRandom

/** Which token stands for which account at the distributor: one each, so that no two servers see the same address. No secret beside the vault. */
class Registrations(context: Context) {
    private val kept = context.getSharedPreferences("unifiedpush", Context.MODE_PRIVATE)

    /** The distributor's package; null: none was chosen. */
    var distributor: String?
        get() = kept.getString(DISTRIBUTOR, null)
        set(value) = kept.edit().putString(DISTRIBUTOR, value).apply()

    /** Why the distributor gave no endpoint when it was asked last; null: it gave one, or has not answered. */
    var refusal: Refusal?
        get() = kept.getString(REFUSAL, null)?.let(Refusal::of)
        set(value) = kept.edit().putString(REFUSAL, value?.name).apply()

    val accounts: Set<String> get() = kept.all.keys.filter { it.startsWith(TOKEN) }.map { it.removePrefix(TOKEN) }.toSet()

    fun accountOf(token: String): String? = accounts.find { kept.getString(TOKEN + it, null) == token }

    fun tokenOf(account: String): String? = kept.getString(TOKEN + account, null)

    /** The account's token, a new one if need be. */
    fun take(account: String): String = tokenOf(account) ?: newToken().also { kept.edit().putString(TOKEN + account, it).apply() }

    /** The endpoint that the account's server was told; null: none yet. */
    fun endpointOf(account: String): String? = kept.getString(ENDPOINT + account, null)

    fun keepEndpoint(account: String, endpoint: String) = kept.edit().putString(ENDPOINT + account, endpoint).apply()

    /** The account's server is to be told anew. */
    fun forgetEndpoint(account: String) = kept.edit().remove(ENDPOINT + account).apply()

    fun forget(account: String) = kept.edit().remove(TOKEN + account).remove(ENDPOINT + account).apply()

    private fun newToken() = ByteArray(TOKEN_BYTES).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }

    private companion object {
        const val DISTRIBUTOR = "distributor"
        const val REFUSAL = "refusal"
        const val TOKEN = "token."
        const val ENDPOINT = "endpoint."
        const val TOKEN_BYTES = 16
    }
}
