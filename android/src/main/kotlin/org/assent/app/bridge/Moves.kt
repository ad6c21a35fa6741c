package org.assent.app.bridge

import kotlinx.coroutines.CoroutineDispatcher
import org.assent.core.AssentApp
import org.assent.core.Phone

/** On the old phone: a move that was begun. */
class Departing internal constructor(val leaving: Leaving, internal val core: org.assent.core.Departure)

/** All linked accounts from phone to phone. */
class Moves internal constructor(private val app: AssentApp, private val phone: Phone, worker: CoroutineDispatcher) : Calls(worker) {
    /** On the old phone; an older move is void then. */
    suspend fun begin(): Got<Departing> = got { app.moveOut().let { Departing(it.leaving(), it) } }

    /** On the old phone, with the code that the new one shows. */
    suspend fun finish(departing: Departing, code: String): Got<MovedOut> = got { app.finishMove(departing.core, code) }

    /** On the old phone, for servers that did not answer. */
    suspend fun retry(departing: Departing): Got<MovedOut> = got { app.retryMove(departing.core) }

    /** On the old phone: its picture is worth nothing any more. */
    suspend fun stop(departing: Departing): Got<Unit> = got { app.stopMove(departing.core) }

    /** On the new phone, with what it scanned. */
    suspend fun arrive(text: String): Got<Arrival> = got { app.moveIn(text, phone) }

    /** On the new phone: accounts that wait for the old one, also those of an earlier run. */
    suspend fun waiting(): Got<List<String>> = got { app.movingIn() }

    /** On the new phone: the code over these accounts. */
    suspend fun code(accounts: List<String>): Got<String> = got { app.moveCode(accounts) }

    /** On the new phone: waits for the old one; gives those that it did not sign for. */
    suspend fun confirm(accounts: List<String>): Got<List<Failure>> = cancellable { app.confirmMoved(accounts, it) }
}
