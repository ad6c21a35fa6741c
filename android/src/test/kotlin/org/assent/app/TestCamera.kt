package org.assent.app

import android.view.TextureView
import org.assent.app.platform.Camera
import org.assent.app.platform.Frame

/** A camera that sees what a test holds before it. */
class TestCamera : Camera {
    override var isThere = true
    override var hasLight = true
    var isLit = false
        private set

    /** Who looks; null: it is closed. */
    @Volatile private var seen: ((Frame) -> Unit)? = null
    private var trouble: () -> Unit = {}

    override fun open(preview: TextureView, seen: (Frame) -> Unit, trouble: () -> Unit) {
        this.seen = seen
        this.trouble = trouble
    }

    override fun light(isOn: Boolean) {
        isLit = isOn
    }

    override fun close() {
        seen = null
    }

    /** As a camera does: on a thread of its own. */
    fun sees(hand: Hand, frame: Frame) {
        val look = hand.until("an open camera") { seen }
        Thread { look(frame) }.apply { start() }.join()
    }

    fun fails(hand: Hand) {
        hand.until("an open camera") { seen }
        trouble()
    }
}
