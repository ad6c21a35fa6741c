package org.assent.app.screens.lock

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.screen.Model
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun lockScreen(parts: Parts): Screen = ScreenOf(Model(LockRules.first(), LockRules, LockWork(parts)), make = ::LockView)

private class LockWork(private val parts: Parts) : Work<LockEffect, LockInput> {
    override fun begin(effect: LockEffect, send: (LockInput) -> Unit) {
        when (effect) {
            LockEffect.See -> parts.scope.launch { send(LockInput.Seen(parts.assent.status())) }
            is LockEffect.Open -> parts.scope.launch { send(LockInput.Opened(open(effect))) }
            LockEffect.Close -> parts.unlocked()
        }
    }

    private suspend fun open(open: LockEffect.Open): Got<Unit> = when (open.way) {
        Way.HARDWARE -> parts.assent.unlockByHardware()
        Way.PIN -> parts.assent.unlockByPin(open.typed)
        Way.RECOVERY_KEY -> parts.assent.unlockByRecoveryKey(open.typed)
    }
}
