package org.assent.app.screens.type

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun typeScreen(parts: Parts): Screen = ScreenOf(Model(Next(TypeState()), TypeRules, TypeWork(parts)), make = ::TypeView)

private class TypeWork(private val parts: Parts) : Work<TypeEffect, TypeInput> {
    override fun begin(effect: TypeEffect, send: (TypeInput) -> Unit) {
        when (effect) {
            is TypeEffect.Add -> parts.scope.launch { send(TypeInput.Added(effect.typed, add(effect))) }
            is TypeEffect.Go -> parts.stack.go(effect.place)
            TypeEffect.Close -> parts.stack.close(Place.Type)
            TypeEffect.Home -> parts.stack.restart(Place.Accounts)
        }
    }

    private suspend fun add(add: TypeEffect.Add): Got<String> =
        add.typed.run { parts.assent.addTyped(website, account, key.toByteArray(), add.how) }
}
