package org.assent.app

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.assent.app.bridge.Assent
import org.assent.app.bridge.Got
import org.assent.app.bridge.orNull

/**
 * Who may see what is in the vault. The person comes in by what they show; what goes on while nobody looks opens the vault without
 * asking, and sees no screen. The vault is locked when neither needs it.
 */
class Door(private val assent: Assent, private val onLocked: () -> Unit, private val onPutOut: () -> Unit) {
    private val turn = Mutex()
    private var workers = 0

    /** Whether the person is in. */
    var isOpen = false
        private set

    /** Lets the person in, by [unlock]. A vault that is open for the background is locked first: else anything would open it. */
    suspend fun enter(unlock: suspend () -> Got<Unit>): Got<Unit> = turn.withLock {
        lock()
        unlock().also { isOpen = it is Got.Ok }
    }

    /** The person is out, or was put out. */
    suspend fun leave() = turn.withLock {
        isOpen = false
        lockIfUnused()
    }

    /** Puts the person out who was away for too long. To be called by a timer. */
    suspend fun lookForIdle() = turn.withLock { putOutIfIdle() }

    /** The app left the screen. Gives whether the person may come back without showing anything. */
    suspend fun hide(): Boolean = turn.withLock {
        // Who holds a line in the background needs the vault: the person is out all the same.
        if (workers > 0) return false
        assent.wentToBackground().orNull() == true
    }

    /** Does [work] with an open vault, asking nobody. Refused while the phone itself is locked. */
    suspend fun <T> during(work: suspend () -> Got<T>): Got<T> {
        val opened = turn.withLock { begin() }
        if (opened is Got.Failed) return opened
        try {
            return work()
        } finally {
            withContext(NonCancellable) {
                turn.withLock {
                    workers--
                    lockIfUnused()
                }
            }
        }
    }

    /** Who was away for too long does not come in by that. */
    private suspend fun begin(): Got<Unit> {
        putOutIfIdle()
        return assent.unlockByHardware().also { if (it is Got.Ok) { workers++; leaveToWork() } }
    }

    private suspend fun putOutIfIdle() {
        if (!isOpen || assent.isStillOpen().orNull() == true) return
        isOpen = false
        onLocked()
        onPutOut()
    }

    private suspend fun lockIfUnused() {
        if (workers == 0 && !isOpen) lock() else leaveToWork()
    }

    /** No idle time counts while nobody is in. */
    private suspend fun leaveToWork() {
        if (!isOpen) assent.leaveToWork()
    }

    private suspend fun lock() {
        assent.lock()
        onLocked()
    }
}
