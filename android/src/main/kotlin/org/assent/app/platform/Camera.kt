package org.assent.app.platform

import android.view.TextureView

/** Shows what is before it, and hands over frames. Tests have one of their own. */
interface Camera {
    val isThere: Boolean
    val hasLight: Boolean

    /** [seen] is called on a thread of its own, for one frame after the other; [trouble] when it can't go on. */
    fun open(preview: TextureView, seen: (Frame) -> Unit, trouble: () -> Unit)

    fun light(isOn: Boolean)

    fun close()
}
