/** Reading a QR code, by the camera, from a picture or pasted as text: its states, inputs and effects. */
package org.assent.app.screens.scan

import org.assent.app.bridge.Got
import org.assent.app.bridge.Preview
import org.assent.app.bridge.Problem
import org.assent.app.screen.Place

data class ScanState(
    val stage: ScanStage = ScanStage.LOADING,
    /** The account that a ticket is looked for. */
    val repairing: String? = null,
    val hasLight: Boolean = false,
    val isLit: Boolean = false,
    /** What was read last: a camera sees the same again and again. */
    val last: String? = null,
    /** The texts of one export in several QR codes, as far as they were scanned. */
    val batch: List<String> = emptyList(),
    val missing: List<Int> = emptyList(),
    val problem: Problem? = null,
)

enum class ScanStage {
    LOADING,

    /** Why the camera is wanted, before the system asks. */
    REASON,
    LOOKING,
    DENIED,
    NO_CAMERA,
}

sealed interface ScanInput {
    /** The screen is before the person, maybe again, after the system's settings or what was scanned. */
    data object Look : ScanInput
    data class Looked(val isThere: Boolean, val isAllowed: Boolean, val hasLight: Boolean) : ScanInput
    data object Allow : ScanInput
    data class Allowed(val isAllowed: Boolean) : ScanInput
    data object OpenSettings : ScanInput

    /** The camera can't go on. */
    data object CameraFailed : ScanInput
    data object Light : ScanInput
    data object Picture : ScanInput

    /** What is in the picture; null: no code. */
    data class Pictured(val got: Got<String?>) : ScanInput
    data object Paste : ScanInput
    data class Read(val text: String) : ScanInput

    /** What was read last counts again: it was taken away from the camera, or what it led to failed. */
    data object Forget : ScanInput
    class Collected(val batch: List<String>, val got: Got<Preview>) : ScanInput

    /** The rest of a batch does not come. */
    data object TakeBatch : ScanInput
    data object Back : ScanInput
}

sealed interface ScanEffect {
    data object Look : ScanEffect
    data object Allow : ScanEffect
    data object OpenSettings : ScanEffect
    data object Picture : ScanEffect
    data object Paste : ScanEffect
    data class Collect(val batch: List<String>) : ScanEffect
    data class Go(val place: Place) : ScanEffect
    data object Close : ScanEffect
}
