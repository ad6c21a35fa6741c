/** How requests reach this phone, and whether that works: the states and the rules. */
package org.assent.app.screens.notify

import org.assent.app.screen.Next
import org.assent.app.screen.Rules
import org.assent.app.wake.WakeWay
import org.assent.app.wake.unifiedpush.Refusal

/** An app that can wake this one. */
data class Distributor(val app: String, val name: String)

/** What is so on this phone. */
data class NotifyFacts(
    /** Whether the phone lets requests be shown and heard. */
    val isAllowed: Boolean,
    val way: WakeWay,
    val distributors: List<Distributor>,
    val distributor: String?,
    /** Why the distributor gives no address, if it said so. */
    val refusal: Refusal? = null,
)

/** The links of the chain from a server to the person's eye, in the order in which they are looked at. */
enum class Chain { ALLOWED, SERVERS, WAY, PUSH, SHOWN }

/** How a link is. [BEGUN] ones are still looked at; [UNKNOWN] can't be looked at from here. */
enum class Found { BEGUN, WORKS, BROKEN, UNKNOWN }

data class NotifyState(
    /** Null while it is read. */
    val facts: NotifyFacts? = null,
    /** What the test found so far; empty: it was not asked for. */
    val test: Map<Chain, Found> = emptyMap(),
    val step: NotifyStep = NotifyStep.LIST,
) {
    val isTesting: Boolean get() = Found.BEGUN in test.values
}

enum class NotifyStep { LIST, DISTRIBUTORS, TEST }

sealed interface NotifyInput {
    /** The app is before the person, maybe again, after the phone's own settings. */
    data object Look : NotifyInput
    data class Read(val facts: NotifyFacts) : NotifyInput
    data class Choose(val way: WakeWay) : NotifyInput

    /** The app that is to wake this one. */
    data class By(val distributor: String) : NotifyInput
    data object Allow : NotifyInput
    data object Test : NotifyInput
    data class Tested(val link: Chain, val found: Found) : NotifyInput
    data object Back : NotifyInput
}

sealed interface NotifyEffect {
    data object Read : NotifyEffect
    data class Choose(val way: WakeWay, val distributor: String?) : NotifyEffect
    data object Allow : NotifyEffect
    data class Test(val link: Chain) : NotifyEffect
    data object Close : NotifyEffect
}

object NotifyRules : Rules<NotifyState, NotifyInput, NotifyEffect> {
    fun first() = Next<NotifyState, NotifyEffect>(NotifyState(), listOf(NotifyEffect.Read))

    override fun next(state: NotifyState, input: NotifyInput): Next<NotifyState, NotifyEffect> = when (input) {
        NotifyInput.Look -> Next(state, listOf(NotifyEffect.Read))
        is NotifyInput.Read -> Next(state.copy(facts = input.facts))
        is NotifyInput.Choose -> choose(state, input.way)
        is NotifyInput.By -> chosen(state, WakeWay.UNIFIED_PUSH, input.distributor)
        NotifyInput.Allow -> Next(state, listOf(NotifyEffect.Allow))
        NotifyInput.Test -> Next(state.copy(step = NotifyStep.TEST, test = mapOf(Chain.ALLOWED to Found.BEGUN)), listOf(NotifyEffect.Test(Chain.ALLOWED)))
        is NotifyInput.Tested -> tested(state, input)
        NotifyInput.Back -> when (state.step) {
            NotifyStep.LIST -> Next(state, listOf(NotifyEffect.Close))
            else -> Next(state.copy(step = NotifyStep.LIST, test = emptyMap()))
        }
    }

    /** With one distributor there is nothing to choose; without any it is said how to get one. */
    private fun choose(state: NotifyState, way: WakeWay): Next<NotifyState, NotifyEffect> {
        val there = state.facts?.distributors.orEmpty()
        return when {
            way != WakeWay.UNIFIED_PUSH -> chosen(state, way, null)
            there.size == 1 -> chosen(state, way, there.single().app)
            else -> Next(state.copy(step = NotifyStep.DISTRIBUTORS))
        }
    }

    private fun chosen(state: NotifyState, way: WakeWay, distributor: String?): Next<NotifyState, NotifyEffect> =
        Next(state.copy(step = NotifyStep.LIST), listOf(NotifyEffect.Choose(way, distributor)))

    /** One after the other; what is broken does not keep the rest from being looked at. */
    private fun tested(state: NotifyState, tested: NotifyInput.Tested): Next<NotifyState, NotifyEffect> {
        if (state.step != NotifyStep.TEST) return Next(state)
        val test = state.test + (tested.link to tested.found)
        val next = Chain.entries.getOrNull(tested.link.ordinal + 1) ?: return Next(state.copy(test = test))
        return Next(state.copy(test = test + (next to Found.BEGUN)), listOf(NotifyEffect.Test(next)))
    }
}
