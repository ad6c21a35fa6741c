/** On the old phone: all accounts to a new one. Its states, inputs and effects. */
package org.assent.app.screens.move

import org.assent.app.bridge.Account
import org.assent.app.bridge.Departing
import org.assent.app.bridge.Got
import org.assent.app.bridge.Leaving
import org.assent.app.bridge.MovedOut
import org.assent.app.bridge.Problem

data class MoveOutState(
    val step: MoveStep = MoveStep.BEFORE,
    /** What accounts are called: after the move they are gone. */
    val names: Map<String, AccountName> = emptyMap(),
    val leaving: Leaving? = null,
    val out: MovedOut? = null,
    val problem: Problem? = null,
    /** Servers are told who answers from now on. That can't be stopped half way, and its end has to be seen. */
    val isMoving: Boolean = false,
) {
    /** Whether another move has something to take along. */
    val hasRest: Boolean
        get() = leaving?.run { leftOut > 0u || failed.isNotEmpty() } == true || out?.run { notScanned.isNotEmpty() || failed.isNotEmpty() } == true

    fun nameOf(account: String): AccountName = names[account] ?: AccountName(account, "")
}

data class AccountName(val issuer: String, val name: String)

enum class MoveStep {
    /** What will happen. */
    BEFORE,
    WORKING,

    /** The picture and the field for the new phone's code. */
    SHOWING,
    OVER,

    /** It ended without anything moved. */
    STOPPED,
}

sealed interface MoveOutInput {
    data object Begin : MoveOutInput
    class Began(val accounts: List<Account>, val got: Got<Departing>) : MoveOutInput
    data class Finish(val code: String) : MoveOutInput
    data class Finished(val got: Got<MovedOut>) : MoveOutInput
    data object Retry : MoveOutInput
    data object Export : MoveOutInput
    data object Stopped : MoveOutInput
    data object Back : MoveOutInput
}

sealed interface MoveOutEffect {
    data object Begin : MoveOutEffect
    data class Finish(val code: String) : MoveOutEffect
    data object Retry : MoveOutEffect

    /** The picture becomes worth nothing. */
    data object Stop : MoveOutEffect
    data object Export : MoveOutEffect
    data object Close : MoveOutEffect

    /** To the list, which is shorter now. */
    data object Home : MoveOutEffect
}
