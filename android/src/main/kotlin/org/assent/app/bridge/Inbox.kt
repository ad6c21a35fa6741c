package org.assent.app.bridge

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/** What waits at all servers, kept up to date while somebody looks. */
class Inbox(private val assent: Assent, private val scope: CoroutineScope, private val tell: suspend (List<Notice>) -> Unit) {
    private val readers = mutableListOf<(Update) -> Unit>()
    private var watching: Job? = null

    /** What waited at the last look, without its notices: who comes later reads what they changed. */
    var last: Update? = null
        private set

    /** The request of this id, while it waits. */
    fun find(id: String): Request? = last?.requests?.find { it.id == id }

    /** [reader] gets each news, and at once what is known. */
    fun read(reader: (Update) -> Unit) {
        readers += reader
        last?.let(reader)
    }

    fun leave(reader: (Update) -> Unit) {
        readers -= reader
    }

    /** Holds a line to each server until [stop]. */
    fun start() {
        if (watching?.isActive == true) return
        watching = scope.launch { watch() }
    }

    /** The same, until it ends. */
    suspend fun run() {
        start()
        watching?.join()
    }

    fun stop() {
        watching?.cancel()
        watching = null
    }

    /** Asks all servers once: after a wake in the background. */
    suspend fun look(): Got<Update> = assent.look().also { got -> got.orNull()?.let { take(it) } }

    /** After locking nothing is known. */
    fun forget() {
        stop()
        last = null
    }

    /** Until the vault is locked, which ends the watch with a problem; other troubles pass. */
    private suspend fun watch() {
        assent.watch(0).orNull()?.let { take(it) }
        while (true) {
            when (val got = assent.watch(WAIT_SECS)) {
                is Got.Ok -> take(got.value)
                is Got.Failed -> if (got.problem.kind in setOf(Problem.Kind.LOCKED, Problem.Kind.CANCELLED)) return else delay(REST_MILLIS)
            }
        }
    }

    private suspend fun take(update: Update) {
        if (update.notices.isNotEmpty()) tell(update.notices)
        last = update.copy(notices = emptyList())
        readers.toList().forEach { it(update) }
    }

    private companion object {
        const val WAIT_SECS = 55
        const val REST_MILLIS = 5_000L
    }
}
