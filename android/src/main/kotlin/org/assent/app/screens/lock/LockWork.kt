package org.assent.app.screens.lock

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Status
import org.assent.app.screen.Model
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun lockScreen(parts: Parts): Screen = ScreenOf(Model(LockRules.first(), LockRules, LockWork(parts)), make = ::LockView)

private class LockWork(private val parts: Parts) : Work<LockEffect, LockInput> {
    override fun begin(effect: LockEffect, send: (LockInput) -> Unit) {
        when (effect) {
            LockEffect.See -> parts.scope.launch { send(LockInput.Seen(status())) }
            is LockEffect.Open -> parts.scope.launch { send(LockInput.Opened(open(effect))) }
            LockEffect.Close -> parts.unlocked()
        }
    }

    /** A phone without a lock of its own asks nobody: there the PIN must count. */
    private suspend fun status(): Got<Status> = when (val got = parts.assent.status()) {
        is Got.Ok -> Got.Ok(got.value.copy(byHardware = got.value.byHardware && (parts.person.hasLock || got.value.pinTriesLeft == null)))
        is Got.Failed -> got
    }

    private suspend fun open(open: LockEffect.Open): Got<Unit> = when (open.way) {
        Way.HARDWARE -> openByHardware()
        Way.PIN -> parts.door.enter { parts.assent.unlockByPin(open.typed) }
        Way.RECOVERY_KEY -> parts.door.enter { parts.assent.unlockByRecoveryKey(open.typed) }
    }

    private suspend fun openByHardware(): Got<Unit> =
        if (withContext(Dispatchers.IO) { parts.person.opens() }) parts.door.enter { parts.assent.unlockByHardware() } else NOT_CONFIRMED

    private companion object {
        val NOT_CONFIRMED = Got.Failed(Problem(Problem.Kind.NOT_CONFIRMED, "error-key-not-confirmed"))
    }
}
