package org.assent.app.wake

/** How requests reach the phone while the app is not on the screen. Google's service would be one more; it is not in this build. */
enum class WakeWay {
    /** Not at all: the servers are asked when the app is opened. */
    OPENING,

    /** Another app of the person's choice wakes this one (UnifiedPush). */
    UNIFIED_PUSH,

    /** This app holds a line to each server. */
    CONNECTION,
}
