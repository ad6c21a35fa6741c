package org.assent.app.screens.signin

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun signInScreen(parts: Parts): Screen {
    val work = SignInWork(parts)
    val model = Model(Next(SignInState()), SignInRules, work)
    parts.onCallback = { model.send(SignInInput.CameBack(it)) }
    return ScreenOf(model, make = ::SignInView)
}

private class SignInWork(private val parts: Parts) : Work<SignInEffect, SignInInput> {
    override fun begin(effect: SignInEffect, send: (SignInInput) -> Unit) {
        when (effect) {
            is SignInEffect.Start -> parts.scope.launch { send(SignInInput.Started(parts.assent.startSignIn(effect.server))) }
            is SignInEffect.Open -> if (!parts.openPage(effect.page.address)) send(SignInInput.NoBrowser)
            is SignInEffect.Finish -> {
                parts.stack.close(Place.SignIn)
                parts.stack.go(Place.SignedIn(effect.page, effect.callback))
            }
            SignInEffect.Close -> parts.stack.close(Place.SignIn)
        }
    }

    override fun end() {
        parts.onCallback = null
    }
}
