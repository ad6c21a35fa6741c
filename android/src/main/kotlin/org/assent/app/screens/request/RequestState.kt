/** One request, over everything: its states and its rules. */
package org.assent.app.screens.request

import org.assent.app.bridge.Answer
import org.assent.app.bridge.Got
import org.assent.app.bridge.Outcome
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Request

/** How far it is. */
sealed interface Stage {
    /** The person is asked. */
    data object Asking : Stage

    /** The answer is on its way: neither button does anything more. */
    data class Sending(
        val answer: Answer,
        /** How it ended before, where a report follows an answer. */
        val after: How? = null,
    ) : Stage

    /** Over, by this phone's answer or without it. */
    data class Over(val how: How) : Stage
}

/** How a request ended, as the person is told. [USED]: its YES can't be taken back any more. */
enum class How { APPROVED, DENIED, REPORTED, USED, MISTAKE, EXPIRED, SETTLED, WITHDRAWN, GONE }

data class RequestState(
    val request: Request?,
    val now: Long,
    val stage: Stage = Stage.Asking,
    /** Digits typed so far, where the sign-in page shows a number. */
    val number: String = "",
    /** Whether other requests wait too. */
    val isCrowded: Boolean = false,
    val problem: Problem? = null,
) {
    val left: Long get() = request?.let { (it.expiresAt - now).coerceAtLeast(0) } ?: 0
    val digits: Int get() = request?.numberDigits?.toInt() ?: 0
    val mayApprove: Boolean get() = stage == Stage.Asking && number.length == digits && left > 0
    val mayDeny: Boolean get() = stage == Stage.Asking && left > 0

    /** How it ended, also while it is reported. */
    val ended: How?
        get() = when (stage) {
            is Stage.Over -> stage.how
            is Stage.Sending -> stage.after
            Stage.Asking -> null
        }
}

sealed interface RequestInput {
    data object Yes : RequestInput
    data object No : RequestInput

    /** After NO, or after a YES that was a mistake. */
    data object NotMe : RequestInput
    data object Mistake : RequestInput
    data class Digit(val digit: Char) : RequestInput
    data object Erase : RequestInput
    data class Tick(val now: Long) : RequestInput
    data class Answered(val answer: Answer, val got: Got<org.assent.app.bridge.Answered>) : RequestInput

    /** The servers' word: it still waits, or ended so. */
    data class Seen(val request: Request?, val outcome: Outcome?, val isCrowded: Boolean) : RequestInput
    data object Done : RequestInput

    /** After "it was not me": somebody knows it. */
    data object ChangePassword : RequestInput

    /** No browser could open the page. */
    data object NoBrowser : RequestInput
}

sealed interface RequestEffect {
    data class Send(val answer: Answer, val number: String?) : RequestEffect
    data object OpenSecurityPage : RequestEffect
    data object Close : RequestEffect
}
