package org.assent.app.ui

/** What a camera reads, picture by picture; and that for a while there was nothing to read. */
class Gaze(private val millis: () -> Long, private val read: (String) -> Unit, private val sawNothing: () -> Unit) {
    private var emptySince: Long? = null

    /** [text]: null where the picture has no code. A shaking hand loses it now and then. */
    fun saw(text: String?) {
        if (text != null) {
            emptySince = null
            return read(text)
        }
        val since = emptySince ?: millis().also { emptySince = it }
        if (millis() - since < EMPTY_MILLIS) return
        emptySince = null
        sawNothing()
    }

    private companion object {
        const val EMPTY_MILLIS = 1_000L
    }
}
