package org.assent.app

import android.content.Intent
import android.widget.ListView
import java.io.File
import kotlinx.coroutines.runBlocking
import org.assent.app.bridge.OnDuplicate
import org.assent.app.phone.ShadowPrompt
import org.assent.app.wake.unifiedpush.PushReceiver
import org.assent.app.wake.unifiedpush.UnifiedPush
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/**
 * How long a person waits, on this machine and never on a phone: only ratios say something. No test: `make android-bench` runs it with
 * two builds of the library, in turns.
 */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, sdk = [34], shadows = [ShadowPrompt::class])
class SpeedBench {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand

    @Test
    fun from_the_start_to_the_first_list_with_200_accounts() {
        runBlocking { repeat(ACCOUNTS - 1) { hand.parts.assent.addTyped("Shop $it", "ada", KEY.toByteArray(), OnDuplicate.KEEP_BOTH) } }
        measure("start") {
            hand.losesTheProcess()
            hand.until("the list") { Unit.takeIf { hand.activity.findViewById<ListView>(R.id.list)?.run { count == ACCOUNTS && childCount > 0 } == true } }
        }
    }

    @Test
    fun from_the_wake_up_to_the_request_on_the_screen() {
        walk.knownBy(TOKEN)
        hand.hide()
        walk.scene.ask()
        measure("wake") {
            hand.parts.alerts.clear()
            val wake = Intent(UnifiedPush.MESSAGE).putExtra(UnifiedPush.EXTRA_TOKEN, TOKEN).putExtra(UnifiedPush.EXTRA_BYTES, ByteArray(0))
            PushReceiver().onReceive(hand.app, wake)
            hand.note("Are you signing in to Wiki?")
        }
    }

    private fun measure(name: String, once: () -> Unit) {
        repeat(WARM_UP) { once() }
        val out = File(System.getProperty("bench") + "-$name")
        repeat(RUNS) {
            val begin = System.nanoTime()
            once()
            out.appendText("${(System.nanoTime() - begin) / NANOS_A_MICRO}\n")
        }
    }

    private companion object {
        const val ACCOUNTS = 200
        const val KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        const val TOKEN = "0123456789abcdef"
        const val WARM_UP = 3
        const val RUNS = 15
        const val NANOS_A_MICRO = 1_000
    }
}
