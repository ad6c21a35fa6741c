package org.assent.app.wake.unifiedpush

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.assent.app.AssentApplication
import org.assent.app.Parts
import org.assent.app.finishAfter

/** What a distributor says. Any app can send these: without one of our tokens nothing is done. */
class PushReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val parts = (context.applicationContext as AssentApplication).parts
        val token = intent.getStringExtra(UnifiedPush.EXTRA_TOKEN)?.takeIf { parts.push.registrations.accountOf(it) != null } ?: return
        finishAfter(parts) { take(parts, intent, token) }
    }

    private suspend fun take(parts: Parts, intent: Intent, token: String) {
        when (intent.action) {
            UnifiedPush.NEW_ENDPOINT -> intent.getStringExtra(UnifiedPush.EXTRA_ENDPOINT)?.let { parts.push.came(token, it) }
            UnifiedPush.REGISTRATION_FAILED, UnifiedPush.UNREGISTERED -> parts.push.lost(token)
            UnifiedPush.MESSAGE -> {
                intent.getStringExtra(UnifiedPush.EXTRA_ID)?.let { parts.push.acknowledge(token, it) }
                parts.push.arrived(token)
                parts.waking.woken(intent.getByteArrayExtra(UnifiedPush.EXTRA_BYTES) ?: ByteArray(0))
            }
        }
    }
}
