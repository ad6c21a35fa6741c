package org.assent.app.wake

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.withTimeoutOrNull
import org.assent.app.Door
import org.assent.app.alerts.Alerts
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Got
import org.assent.app.bridge.Inbox

/** What goes on while nobody looks: after a push, or all the time where the person wished it. */
class Waking(private val assent: Assent, private val door: Door, private val inbox: Inbox, private val alerts: Alerts) {
    /** Whether something came that could not be looked at yet, because the phone is locked. */
    var isOwing = false
        private set

    private val unlocks = Channel<Unit>(Channel.CONFLATED)

    /** A push came. Nothing in it is trusted: the servers are asked. */
    suspend fun woken(push: ByteArray) {
        assent.woken(push)
        isOwing = door.during { inbox.look() } is Got.Failed
        if (isOwing) alerts.somethingArrived()
    }

    /** The phone was unlocked: what came meanwhile is looked at now. */
    suspend fun unlocked() {
        unlocks.trySend(Unit)
        if (isOwing) woken(ByteArray(0))
    }

    /** Holds a line to each server until it is cancelled. Before the first unlock of the phone there is nothing to hold it with. */
    suspend fun hold() {
        while (true) {
            val held = door.during { Got.Ok(inbox.run()) }
            if (held is Got.Ok) delay(REST_MILLIS) else withTimeoutOrNull(LONG_REST_MILLIS) { unlocks.receive() }
        }
    }

    private companion object {
        const val REST_MILLIS = 5_000L
        const val LONG_REST_MILLIS = 300_000L
    }
}
