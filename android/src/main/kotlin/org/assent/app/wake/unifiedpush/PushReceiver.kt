package org.assent.app.wake.unifiedpush

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.BadParcelableException
import org.assent.app.AssentApplication
import org.assent.app.Parts
import org.assent.app.finishAfter

/** What a distributor says. Any app can send these: without one of our tokens nothing is done. */
class PushReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val parts = (context.applicationContext as AssentApplication).parts
        val word = Word.of(intent)?.takeIf { parts.push.registrations.accountOf(it.token) != null } ?: return
        finishAfter(parts) { take(parts, word) }
    }

    private suspend fun take(parts: Parts, word: Word) {
        word.id?.let { parts.push.acknowledge(word.token, it) }
        when (word.action) {
            UnifiedPush.NEW_ENDPOINT -> word.endpoint?.let { parts.push.came(word.token, it) }
            UnifiedPush.REGISTRATION_FAILED -> parts.push.refused(word.token, Refusal.of(word.reason))
            UnifiedPush.UNREGISTERED -> parts.push.lost(word.token)
            UnifiedPush.MESSAGE -> {
                parts.push.arrived(word.token)
                parts.waking.woken(word.bytes)
            }
        }
    }

    /** What is in a broadcast of a distributor. [id]: to be acknowledged. */
    private class Word(val action: String?, val token: String, val id: String?, val endpoint: String?, val reason: String?, val bytes: ByteArray) {
        companion object {
            /** Null: none of a distributor. In what another app put together there may be things that this one can't read. */
            fun of(intent: Intent): Word? = try {
                intent.getStringExtra(UnifiedPush.EXTRA_TOKEN)?.let { read(intent, it) }
            } catch (_: BadParcelableException) {
                null
            }

            private fun read(intent: Intent, token: String) = Word(
                intent.action, token, intent.getStringExtra(UnifiedPush.EXTRA_ID), intent.getStringExtra(UnifiedPush.EXTRA_ENDPOINT),
                intent.getStringExtra(UnifiedPush.EXTRA_REASON), intent.getByteArrayExtra(UnifiedPush.EXTRA_BYTES) ?: ByteArray(0),
            )
        }
    }
}
