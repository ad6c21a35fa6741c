package org.assent.app.wake.unifiedpush

/** Why a distributor gave no endpoint (AND_3, REGISTRATION_FAILED). */
enum class Refusal {
    /** It does not say. */
    INTERNAL_ERROR,

    /** It has no network. */
    NETWORK,

    /** The person has to do something in it first. */
    ACTION_REQUIRED,

    /** It wants to know the server's key beforehand (RFC 8292 §4), which the app doesn't know. */
    VAPID_REQUIRED;

    companion object {
        fun of(reason: String?): Refusal = entries.find { it.name == reason } ?: INTERNAL_ERROR
    }
}
