package org.assent.app.wake

import android.app.Notification
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import android.os.IBinder
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assent.app.AssentApplication
import org.assent.app.R
import org.assent.app.alerts.Channel

/** A line to each server, held for those who chose it: no other app and no company is in between, and it costs battery. */
class ConnectionService : Service() {
    private val parts get() = (application as AssentApplication).parts
    private var holding: Job? = null

    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        showItself()
        if (holding?.isActive != true) holding = parts.scope.launch { parts.waking.hold() }
        parts.isLineHeld = true
        return START_STICKY
    }

    override fun onDestroy() {
        holding?.cancel()
        parts.isLineHeld = false
        super.onDestroy()
    }

    override fun onBind(intent: Intent?): IBinder? = null

    private fun showItself() {
        val note = Notification.Builder(this, Channel.CONNECTION.id)
            .setSmallIcon(R.drawable.ic_mark)
            .setContentTitle(getString(R.string.connection_held))
            .setOngoing(true)
            .build()
        when {
            SDK_INT >= VERSION_CODES.UPSIDE_DOWN_CAKE -> startForeground(ID, note, ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE)
            else -> startForeground(ID, note)
        }
    }

    companion object {
        private const val ID = 2

        /** Starts or ends it, as the person wishes. */
        fun follow(context: Context, isWished: Boolean) {
            val service = Intent(context, ConnectionService::class.java)
            if (isWished) start(context, service) else context.stopService(service)
        }

        private fun start(context: Context, service: Intent) {
            try {
                context.startForegroundService(service)
            } catch (_: IllegalStateException) {
                // From Android 12 on none begins while the app is hidden: the next unlock tries again.
            }
        }
    }
}
