package org.assent.app

import android.content.BroadcastReceiver
import kotlinx.coroutines.launch

/** Lets the system wait for what a broadcast began; it gives ten seconds. */
fun BroadcastReceiver.finishAfter(parts: Parts, work: suspend () -> Unit) {
    val pending = goAsync()
    parts.scope.launch {
        try {
            work()
        } finally {
            pending?.finish()
        }
    }
}
