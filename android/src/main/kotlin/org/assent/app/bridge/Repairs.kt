package org.assent.app.bridge

import kotlinx.coroutines.CoroutineDispatcher
import org.assent.core.AssentApp
import org.assent.core.Phone

/** A new link on its way into the place of a dead one. */
class Repairing internal constructor(val link: Link, internal val core: org.assent.core.Repairing)

/** Links that are dead, found out and made anew in their place. */
class Repairs internal constructor(private val app: AssentApp, private val phone: Phone, worker: CoroutineDispatcher) : Calls(worker) {
    suspend fun look(account: String): Got<LinkHealth> = got { app.repair(account, null) }

    /** By the text of a QR; go on with [confirm]. */
    suspend fun byTicket(account: String, ticket: String): Got<Repairing> =
        got { app.repairWith(account, ticket, phone).let { Repairing(it.link(), it) } }

    /** By what the browser brought; go on with [confirm]. */
    suspend fun bySignIn(account: String, page: SignInPage, callback: String): Got<Repairing> =
        got { app.repairBySignIn(account, page.core, callback, phone).let { Repairing(it.link(), it) } }

    /** Whether the server still lists the old link. */
    suspend fun confirm(repairing: Repairing): Got<Boolean> = cancellable { app.confirmRepaired(repairing.core, it).isOldListed }
}
