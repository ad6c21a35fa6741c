package org.assent.app.alerts

import android.app.Notification
import android.content.Context
import org.assent.app.R

/** How every notification of [channel] begins. On the phone's locked screen all say the same, [publicText]; a touch opens the app. */
internal class Blank(private val context: Context, private val channel: Channel, private val publicText: Int) {
    fun note(title: String, text: String?): Notification.Builder = plain(title, text)
        .setVisibility(Notification.VISIBILITY_PRIVATE)
        .setPublicVersion(plain(context.getString(R.string.app_name), context.getString(publicText)).build())
        .setContentIntent(Ways(context).open())
        .setAutoCancel(true)

    private fun plain(title: String, text: String?) = Notification.Builder(context, channel.id)
        .setSmallIcon(R.drawable.ic_mark)
        .setColor(context.getColor(R.color.accent))
        .setContentTitle(title)
        .setContentText(text)
}
