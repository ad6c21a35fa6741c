package org.assent.app.screens.signin

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun signInScreen(parts: Parts): Screen = ScreenOf(Model(Next(SignInState()), SignInRules, SignInWork(parts)), make = ::SignInView)

private class SignInWork(private val parts: Parts) : Work<SignInEffect, SignInInput> {
    override fun begin(effect: SignInEffect, send: (SignInInput) -> Unit) {
        when (effect) {
            is SignInEffect.Start -> parts.scope.launch { send(SignInInput.Started(parts.assent.startSignIn(effect.server))) }
            is SignInEffect.Open -> if (!parts.signIn(effect.page) { Place.SignedIn(effect.page, it) }) send(SignInInput.NoBrowser)
            SignInEffect.Close -> parts.stack.close(Place.SignIn)
        }
    }
}
