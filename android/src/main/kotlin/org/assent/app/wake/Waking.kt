package org.assent.app.wake

import kotlinx.coroutines.delay
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

    /** A push came. Nothing in it is trusted: the servers are asked. */
    suspend fun woken(push: ByteArray) {
        assent.woken(push)
        isOwing = door.during { inbox.look() } is Got.Failed
        if (isOwing) alerts.somethingArrived()
    }

    /** The phone was unlocked: what came meanwhile is looked at now. */
    suspend fun unlocked() {
        if (isOwing) woken(ByteArray(0))
    }

    /** Holds a line to each server until it is cancelled. Before the first unlock of the phone there is nothing to hold it with. */
    suspend fun hold() {
        while (true) {
            door.during { Got.Ok(inbox.run()) }
            delay(REST_MILLIS)
        }
    }

    private companion object {
        const val REST_MILLIS = 5_000L
    }
}
