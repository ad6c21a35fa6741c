package org.assent.app.alerts

import org.assent.app.Door
import org.assent.app.bridge.Answer
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Got
import org.assent.app.bridge.Inbox

/** Answers that are given in a notification, without the app's screens. */
class Answers(private val assent: Assent, private val inbox: Inbox, private val door: Door, private val alerts: Alerts) {
    /** A vault that was locked meanwhile knows the request no more: then the servers are asked again. */
    suspend fun give(request: String, answer: Answer) {
        var isOpen = false
        val got = door.during {
            isOpen = true
            if (inbox.find(request) == null) inbox.look()
            assent.answer(request, answer, null)
        }
        if (got is Got.Failed && !isOpen) alerts.sayClosed(request, answer, got.problem) else alerts.say(request, answer, got)
    }
}
