package org.assent.app.wake.unifiedpush

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
        follow()
    }

    /**
     * Asks for an endpoint for each account that has none, and gives back those of accounts that are gone. With an open vault. [anew]
     * asks for all again: the server of a link that was made anew does not know the old one's.
     */
    suspend fun follow(anew: Boolean = false) {
        val distributor = registrations.distributor ?: return
        val linked = assent.accounts().orNull()?.filter { it.isPush && !it.isUnlinked }?.map { it.id } ?: return
        (registrations.accounts - linked.toSet()).forEach(::end)
        linked.filter { anew || registrations.endpointOf(it) == null }.forEach { unifiedPush.register(distributor, registrations.take(it)) }
    }

    /** Gives the account's endpoint back and asks for another: its server may have found that nothing gets there. With an open vault. */
    suspend fun renew(account: String) {
        end(account)
        follow()
    }

    /** The distributor has an endpoint: the account's server is told. Whose token it is not gets nothing. */
    suspend fun came(token: String, endpoint: String) {
        val account = registrations.accountOf(token) ?: return
        val told = door.during { assent.tellPush(account, addressOf(endpoint)) }
        if (told.orNull() == true) registrations.keepEndpoint(account, endpoint)
    }

    /** The distributor let go of it, or refused: next time a new token is used. */
    fun lost(token: String) {
        registrations.accountOf(token)?.let(registrations::forget)
    }

    /** A message of it came. */
    fun arrived(token: String) = trial.came(token)

    /** Whether each account that has a token has an endpoint too. */
    fun isReady(): Boolean = registrations.accounts.let { all -> all.isNotEmpty() && all.all { registrations.endpointOf(it) != null } }

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
}
