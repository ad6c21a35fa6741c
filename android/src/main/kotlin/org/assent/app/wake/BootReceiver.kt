package org.assent.app.wake

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.assent.app.AssentApplication
import org.assent.app.finishAfter

/** The phone was unlocked: what came while it was locked is looked at. */
class Unlocked : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val parts = (context.applicationContext as AssentApplication).parts
        finishAfter(parts) { parts.waking.unlocked() }
    }
}

/** After a start of the phone, or an update of the app, the line is held again where it was wished. */
class BootReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in setOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) return
        val parts = (context.applicationContext as AssentApplication).parts
        if (parts.preferences.wakeWay == WakeWay.CONNECTION) ConnectionService.follow(context, isWished = true)
    }
}
