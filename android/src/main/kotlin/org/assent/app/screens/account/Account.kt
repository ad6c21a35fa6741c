/** One account: its states and its rules. */
package org.assent.app.screens.account

import java.time.LocalTime
import java.time.ZoneId
import org.assent.app.bridge.Account
import org.assent.app.bridge.Code
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem
import org.assent.app.securityPage

data class AccountState(
    val account: Account? = null,
    val readAt: Long = 0,
    val now: Long = 0,
    /** Of an account that counts: the code that was made last. */
    val counted: Code? = null,
    /** Where in the list it stands, from 0, and how many there are. */
    val place: Int = 0,
    val count: Int = 1,
    val step: Step = Step.LOOKING,
    val isCopied: Boolean = false,
    /** Its server is told; who leaves meanwhile does not stop that. */
    val isRemoving: Boolean = false,
    val problem: Problem? = null,
) {
    val securityPage: String? get() = account?.securityPage
    val code: Code? get() = account?.code ?: counted
    val left: Long? get() = account?.code?.secsLeft?.let { (it.toLong() - (now - readAt)).coerceAtLeast(0) }
}

/** What the person does with the account. */
enum class Step { LOOKING, NAMING, PAINTING, PLACING, QUIET, REMOVING, FORGETTING }

sealed interface AccountInput {
    data class Read(val got: Got<List<Account>>, val id: String, val at: Long) : AccountInput
    data class Tick(val now: Long) : AccountInput
    data class Turn(val step: Step) : AccountInput
    data object Copy : AccountInput
    data object NextCode : AccountInput
    data class Counted(val got: Got<Code>) : AccountInput
    data class Name(val label: String) : AccountInput
    data class Paint(val colour: Colour?) : AccountInput

    /** In the list, from 0. */
    data class MoveTo(val place: Int) : AccountInput

    /** For so many seconds; null: requests again. */
    data class Quiet(val secs: Long?) : AccountInput

    /** Until it is [time] again. */
    data class QuietTill(val time: LocalTime, val zone: ZoneId) : AccountInput

    /** Its server's page about security, in the browser. */
    data object OpenServer : AccountInput
    data class Remove(val forgetLocally: Boolean) : AccountInput
    data object Repair : AccountInput
    data class Done(val got: Got<Unit>) : AccountInput
    data class Removed(val got: Got<Unit>) : AccountInput
    data object Back : AccountInput
}

sealed interface AccountEffect {
    data object Read : AccountEffect
    data class Copy(val code: String) : AccountEffect
    data object NextCode : AccountEffect
    data class Name(val label: String?) : AccountEffect
    data class Paint(val colour: Colour?) : AccountEffect
    data class MoveTo(val place: Int) : AccountEffect
    data class Quiet(val until: Long?) : AccountEffect
    data class OpenPage(val address: String) : AccountEffect
    data class Remove(val forgetLocally: Boolean) : AccountEffect
    data object Repair : AccountEffect
    data object Close : AccountEffect
}
