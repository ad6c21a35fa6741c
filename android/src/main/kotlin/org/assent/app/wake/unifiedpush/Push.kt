package org.assent.app.wake.unifiedpush

import kotlinx.coroutines.delay
import kotlinx.coroutines.withTimeoutOrNull
import org.assent.app.Door
import org.assent.app.bridge.Assent
import org.assent.app.bridge.orNull

/** Keeps distributor and servers together: each account that takes requests has an endpoint, and its server knows it. */
class Push(private val assent: Assent, private val door: Door, private val unifiedPush: UnifiedPush, val registrations: Registrations) {
    private val trial = Trial()

    fun distributors(): List<String> = unifiedPush.distributors()

    fun nameOf(distributor: String): String = unifiedPush.nameOf(distributor)

    /** Chooses the distributor, or none; all endpoints of an older one are given back. */
    suspend fun choose(distributor: String?) {
        if (distributor != registrations.distributor) registrations.accounts.forEach(::end)
        registrations.distributor = distributor
        registrations.refusal = null
        follow()
    }

    /**
     * Asks for an endpoint for each account, and gives back those of accounts that are gone. With an open vault. Also for who has one:
     * where the distributor has a newer one, it says so now. [anew]: the server of a link that was made anew does not know it yet.
     */
    suspend fun follow(anew: Boolean = false) {
        val distributor = registrations.distributor ?: return
        val linked = linked() ?: return
        (registrations.accounts - linked.toSet()).forEach(::end)
        if (anew) linked.forEach(registrations::forgetEndpoint)
        linked.forEach { unifiedPush.register(distributor, registrations.take(it)) }
    }

    /** The accounts that take requests; null: the vault can't be read. */
    private suspend fun linked(): List<String>? = assent.accounts().orNull()?.filter { it.isPush && !it.isUnlinked }?.map { it.id }

    /** Gives the account's endpoint back and asks for another: its server may have found that nothing gets there. With an open vault. */
    suspend fun renew(account: String) {
        end(account)
        follow()
    }

    /** The distributor has an endpoint: the account's server is told. Whose token it is not gets nothing. */
    suspend fun came(token: String, endpoint: String) {
        val account = registrations.accountOf(token) ?: return
        registrations.refusal = null
        if (registrations.endpointOf(account) == endpoint) return
        val told = door.during { assent.tellPush(account, addressOf(endpoint)) }
        if (told.orNull() == true) registrations.keepEndpoint(account, endpoint)
    }

    /** The distributor gave none. Next time a new token is used, as it wants; where one came before, that counts. */
    fun refused(token: String, why: Refusal) {
        val account = registrations.accountOf(token) ?: return
        if (registrations.endpointOf(account) != null) return
        registrations.forget(account)
        registrations.refusal = why
    }

    /** The distributor let go of it: next time a new token is used. */
    fun lost(token: String) {
        registrations.accountOf(token)?.let(registrations::forget)
    }

    /** A message of it came. */
    fun arrived(token: String) = trial.came(token)

    /** Whether each account has an endpoint. Who has none asks once more, and gets some seconds for it. With an open vault. */
    suspend fun isReady(): Boolean {
        val linked = linked().orEmpty().ifEmpty { return false }
        if (!haveEndpoints(linked)) follow()
        return withTimeoutOrNull(PATIENCE_MILLIS) { while (!haveEndpoints(linked)) delay(GLANCE_MILLIS) } != null
    }

    private fun haveEndpoints(accounts: List<String>) = accounts.all { registrations.endpointOf(it) != null }

    /** Sends this phone a push; whether it came back. */
    suspend fun tries(): Boolean {
        val account = registrations.accounts.find { registrations.endpointOf(it) != null } ?: return false
        return trial.run(registrations.take(account), registrations.endpointOf(account).orEmpty())
    }

    fun acknowledge(token: String, message: String) {
        registrations.distributor?.let { unifiedPush.acknowledge(it, token, message) }
    }

    private fun end(account: String) {
        val (distributor, token) = (registrations.distributor ?: return) to (registrations.tokenOf(account) ?: return)
        unifiedPush.unregister(distributor, token)
        registrations.forget(account)
    }

    private companion object {
        const val PATIENCE_MILLIS = 5_000L
        const val GLANCE_MILLIS = 100L
    }
}
