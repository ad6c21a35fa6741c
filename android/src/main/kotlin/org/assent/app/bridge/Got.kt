package org.assent.app.bridge

/** What a call gave. No call throws. */
sealed interface Got<out T> {
    /** It was done. */
    data class Ok<T>(val value: T) : Got<T>

    /** It was not. */
    data class Failed(val problem: Problem) : Got<Nothing>
}

/** What is there, or null. */
fun <T> Got<T>.orNull(): T? = (this as? Got.Ok)?.value

/** Why a call was not done: the kind is acted on, the key has its words, [detail] stands in them. */
data class Problem(val kind: Kind, val key: String, val detail: String = "", val count: Int = 0) {
    /** The request is over, and not by this answer. */
    val isOver: Boolean get() = kind == Kind.EXPIRED || kind == Kind.SETTLED

    /** What a screen does something about. All else is said and that is all. */
    enum class Kind {
        LOCKED, NO_VAULT, WRONG_PIN, NO_WAY_IN, DAMAGED, NO_NETWORK, EXPIRED, SETTLED, NUMBER_NEEDED, NUMBER_WRONG,
        UNLINKED, NOT_LINKED, DUPLICATE, UNDECIDED, PASSWORD_NEEDED, WRONG_PASSWORD, MOVE_CODE_WRONG, KEY_GONE, NOT_CONFIRMED, CANCELLED,
        OTHER,
    }
}
