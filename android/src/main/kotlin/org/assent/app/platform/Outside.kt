package org.assent.app.platform

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.os.PersistableBundle
import android.provider.Settings

/** What an activity does for the app with other apps. */
class Outside(private val activity: Activity) {
    private val later = Handler(Looper.getMainLooper())
    private var hasAsked = false

    /** Opens a page in the system's browser; false when there is none. */
    fun openPage(address: String): Boolean = try {
        activity.startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(address)).addCategory(Intent.CATEGORY_BROWSABLE))
        true
    } catch (_: ActivityNotFoundException) {
        false
    }

    /** Copies what is secret for a while: keyboards don't show it, and after half a minute it is cleared if it may be there still. */
    fun copy(text: String) {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        val clip = ClipData.newPlainText("", text)
        clip.description.extras = PersistableBundle().apply { putBoolean(IS_SENSITIVE, true) }
        clipboard.setPrimaryClip(clip)
        // What was copied before is not there any more: its time must not end this one's.
        later.removeCallbacksAndMessages(null)
        later.postDelayed({ clear(clipboard, text) }, CLEAR_MILLIS)
    }

    /** Hands a text to an app of the person's choice. */
    fun share(name: String, text: String) {
        val send = Intent(Intent.ACTION_SEND).setType("application/json").putExtra(Intent.EXTRA_SUBJECT, name).putExtra(Intent.EXTRA_TEXT, text)
        activity.startActivity(Intent.createChooser(send, name))
    }

    /** The system asks once or twice; after that only its own settings help. */
    fun askToNotify() {
        val mayAsk = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && !hasAsked
        hasAsked = true
        if (mayAsk) return activity.requestPermissions(arrayOf("android.permission.POST_NOTIFICATIONS"), 0)
        activity.startActivity(Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, activity.packageName))
    }

    /** From Android 10 on, who is not in front reads nothing, but may clear: there the code must not stay, whatever took its place. */
    private fun clear(clipboard: ClipboardManager, text: String) {
        val there = clipboard.primaryClip
        val isOurs = there == null || there.itemCount > 0 && there.getItemAt(0).text?.toString() == text
        if (isOurs) clipboard.clearPrimaryClip()
    }

    private companion object {
        /** `ClipDescription.EXTRA_IS_SENSITIVE`, which has its name since API 33 and its meaning before. */
        const val IS_SENSITIVE = "android.content.extra.IS_SENSITIVE"
        const val CLEAR_MILLIS = 30_000L
    }
}
