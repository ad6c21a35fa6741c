package org.assent.app.wake.unifiedpush

import android.app.BroadcastOptions
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import org.assent.app.R

/**
 * UnifiedPush, by its broadcasts (specification AND_3, and what AND_2 wants beside it): an app of the person's choice, the distributor,
 * holds one connection for many apps and wakes each by a broadcast.
 */
class UnifiedPush(private val context: Context) {
    /** The packages of the distributors on this phone. */
    fun distributors(): List<String> =
        context.packageManager.queryBroadcastReceivers(Intent(REGISTER), 0).map { it.activityInfo.packageName }.distinct().sorted()

    /** What people call it. */
    fun nameOf(distributor: String): String = try {
        context.packageManager.run { getApplicationLabel(getApplicationInfo(distributor, 0)).toString() }
    } catch (_: PackageManager.NameNotFoundException) {
        distributor
    }

    /** Asks for an endpoint; it comes by a broadcast with this [token]. Who has one already gets the same, or a newer one. */
    fun register(distributor: String, token: String) = send(distributor, REGISTER, token) {
        putExtra(EXTRA_APPLICATION, context.packageName)
        putExtra(EXTRA_WHY, context.getString(R.string.channel_requests))
    }

    fun unregister(distributor: String, token: String) = send(distributor, UNREGISTER, token) {}

    /** Some distributors send a message again until they know that it came. */
    fun acknowledge(distributor: String, token: String, message: String) = send(distributor, MESSAGE_ACK, token) { putExtra(EXTRA_ID, message) }

    /** The distributor must know who says it: from Android 14 on the system tells, before that the maker of a pending intent. */
    private fun send(distributor: String, action: String, token: String, more: Intent.() -> Unit) {
        val nobody = PendingIntent.getBroadcast(context, 0, Intent("org.assent.app.NOBODY").setPackage(context.packageName), PendingIntent.FLAG_IMMUTABLE)
        val word = Intent(action).setPackage(distributor).putExtra(EXTRA_TOKEN, token).putExtra(EXTRA_PI, nobody).apply(more)
        if (SDK_INT >= VERSION_CODES.UPSIDE_DOWN_CAKE) context.sendBroadcast(word, null, BroadcastOptions.makeBasic().setShareIdentityEnabled(true).toBundle())
        else context.sendBroadcast(word)
    }

    companion object {
        private const val REGISTER = "org.unifiedpush.android.distributor.REGISTER"
        private const val UNREGISTER = "org.unifiedpush.android.distributor.UNREGISTER"
        private const val MESSAGE_ACK = "org.unifiedpush.android.distributor.MESSAGE_ACK"
        const val NEW_ENDPOINT = "org.unifiedpush.android.connector.NEW_ENDPOINT"
        const val REGISTRATION_FAILED = "org.unifiedpush.android.connector.REGISTRATION_FAILED"
        const val UNREGISTERED = "org.unifiedpush.android.connector.UNREGISTERED"
        const val MESSAGE = "org.unifiedpush.android.connector.MESSAGE"
        private const val EXTRA_APPLICATION = "application"
        private const val EXTRA_PI = "pi"
        private const val EXTRA_WHY = "message"
        const val EXTRA_TOKEN = "token"
        const val EXTRA_ENDPOINT = "endpoint"
        const val EXTRA_BYTES = "bytesMessage"
        const val EXTRA_ID = "id"
        const val EXTRA_REASON = "reason"
    }
}
