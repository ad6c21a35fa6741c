package org.assent.app.alerts

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import org.assent.app.R

/** Where notifications go, so that the person can silence one kind and keep the other. */
enum class Channel(val id: String, private val title: Int, private val importance: Int) {
    /** They are heard, and slide in. */
    REQUESTS("requests", R.string.channel_requests, NotificationManager.IMPORTANCE_HIGH),

    /** What happened to an account. */
    NEWS("news", R.string.channel_news, NotificationManager.IMPORTANCE_HIGH),

    /** That a line to the servers is held: Android wants it said. */
    CONNECTION("connection", R.string.channel_connection, NotificationManager.IMPORTANCE_MIN);

    fun make(context: Context) =
        context.getSystemService(NotificationManager::class.java).createNotificationChannel(NotificationChannel(id, context.getString(title), importance))
}
