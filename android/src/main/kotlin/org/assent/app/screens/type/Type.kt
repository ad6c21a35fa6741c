/** Typing in what another website shows, or pasting a link: its states and its rules. */
package org.assent.app.screens.type

import org.assent.app.bridge.Got
import org.assent.app.bridge.OnDuplicate
import org.assent.app.bridge.Problem
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Rules
import org.assent.app.screen.placeOf

data class TypeState(
    val isAdding: Boolean = false,
    /** The same codes are here already: what is to be done? */
    val duplicate: Typed? = null,
    val problem: Problem? = null,
)

/** What was typed. The key is a secret: nothing prints it. */
class Typed(val website: String, val account: String, val key: String)

sealed interface TypeInput {
    class Add(val typed: Typed) : TypeInput
    data class Decide(val how: OnDuplicate?) : TypeInput
    class Added(val typed: Typed, val got: Got<String>) : TypeInput
    data object Back : TypeInput
}

sealed interface TypeEffect {
    class Add(val typed: Typed, val how: OnDuplicate) : TypeEffect
    data class Go(val place: Place) : TypeEffect
    data object Close : TypeEffect

    /** Done: back to the list. */
    data object Home : TypeEffect
}

object TypeRules : Rules<TypeState, TypeInput, TypeEffect> {
    override fun next(state: TypeState, input: TypeInput): Next<TypeState, TypeEffect> = when (input) {
        is TypeInput.Add -> add(state, input.typed)
        is TypeInput.Decide -> decide(state, input.how)
        is TypeInput.Added -> added(state, input)
        TypeInput.Back -> Next(state, listOf(TypeEffect.Close))
    }

    /** A link or an address may be pasted where a key is asked for. */
    private fun add(state: TypeState, typed: Typed): Next<TypeState, TypeEffect> {
        val place = placeOf(typed.key)
        return when {
            state.isAdding -> Next(state)
            place != null -> Next(TypeState(), listOf(TypeEffect.Close, TypeEffect.Go(place)))
            else -> Next(TypeState(isAdding = true), listOf(TypeEffect.Add(typed, OnDuplicate.REFUSE)))
        }
    }

    private fun decide(state: TypeState, how: OnDuplicate?): Next<TypeState, TypeEffect> {
        val typed = state.duplicate ?: return Next(state)
        if (how == null) return Next(TypeState())
        return Next(TypeState(isAdding = true), listOf(TypeEffect.Add(typed, how)))
    }

    private fun added(state: TypeState, added: TypeInput.Added): Next<TypeState, TypeEffect> = when (val got = added.got) {
        is Got.Ok -> Next(TypeState(), listOf(TypeEffect.Home))
        is Got.Failed if got.problem.kind == Problem.Kind.DUPLICATE -> Next(TypeState(duplicate = added.typed))
        is Got.Failed -> Next(state.copy(isAdding = false, problem = got.problem))
    }
}
