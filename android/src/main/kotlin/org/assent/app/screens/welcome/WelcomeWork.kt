package org.assent.app.screens.welcome

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.bridge.orNull
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun welcomeScreen(parts: Parts): Screen =
    ScreenOf(Model(Next(WelcomeState()), WelcomeRules, WelcomeWork(parts)), WelcomeInput.Back, { it.isTyping }, ::WelcomeView)

private class WelcomeWork(private val parts: Parts) : Work<WelcomeEffect, WelcomeInput> {
    override fun begin(effect: WelcomeEffect, send: (WelcomeInput) -> Unit) {
        when (effect) {
            is WelcomeEffect.Make -> parts.scope.launch { send(WelcomeInput.Made(make(effect.pin))) }
            WelcomeEffect.Close -> parts.unlocked()
        }
    }

    /** Where a PIN was refused the vault is there already, and open. */
    private suspend fun make(pin: ByteArray?): Got<Unit> {
        val isThere = parts.assent.status().orNull()?.exists == true
        val made = if (isThere) Got.Ok(Unit) else parts.door.enter { parts.assent.create(null) }
        return if (made is Got.Ok && pin != null) parts.assent.setPin(pin) else made
    }
}
