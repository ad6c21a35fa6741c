package org.assent.app.platform

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ClipboardManager
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.provider.Settings
import kotlinx.coroutines.CompletableDeferred
import org.assent.app.bridge.Got
import org.assent.app.bridge.Problem

/** What the system asks the person for us: a document, a permission, the screen lock. Who waits for it outlives the activity, which may be turned meanwhile. */
class SystemAsks {
    private var activity: Activity? = null
    private val waiting = mutableMapOf<Int, CompletableDeferred<Any?>>()
    private var last = 0

    /** The app is behind a window that it opened itself. */
    val isAsking: Boolean get() = waiting.isNotEmpty()

    fun attach(activity: Activity) {
        this.activity = activity
    }

    fun detach(activity: Activity) {
        if (this.activity === activity) this.activity = null
        // Nobody comes back to one that is closed for good.
        if (activity.isFinishing) waiting.values.toList().forEach { it.complete(null) }
    }

    /** A document of the person's choice; null: none. */
    suspend fun openDocument(type: String): Got<Uri?> =
        document(Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(type))

    /** A new document where the person wants it; null: nowhere. */
    suspend fun createDocument(name: String, type: String): Got<Uri?> =
        document(Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(type).putExtra(Intent.EXTRA_TITLE, name))

    /** Whether the person showed in that window of the system who they are. */
    suspend fun confirms(window: Intent): Boolean = ask { activity?.startActivityForResult(window, it) } != null

    fun isAllowed(permission: String): Boolean = activity?.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED

    suspend fun permission(name: String): Boolean = ask { activity?.requestPermissions(arrayOf(name), it) } == true

    /** Where the person can allow what was denied. */
    fun openSettings() {
        activity?.run { startActivity(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", packageName, null))) }
    }

    /** What was copied elsewhere; empty when nothing was. */
    fun pasted(): String {
        val clip = activity?.getSystemService(ClipboardManager::class.java)?.primaryClip
        return clip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.text?.toString().orEmpty()
    }

    fun cameBack(ask: Int, result: Int, data: Intent?) {
        waiting[ask]?.complete((data ?: Intent()).takeIf { result == Activity.RESULT_OK })
    }

    fun answered(ask: Int, results: IntArray) {
        waiting[ask]?.complete(results.firstOrNull() == PackageManager.PERMISSION_GRANTED)
    }

    private suspend fun document(intent: Intent): Got<Uri?> = try {
        Got.Ok((ask { activity?.startActivityForResult(intent, it) } as Intent?)?.data)
    } catch (_: ActivityNotFoundException) {
        Got.Failed(Problem(Problem.Kind.OTHER, "error-no-picker"))
    }

    private suspend fun ask(begin: (Int) -> Unit?): Any? {
        val (ask, answer) = ++last to CompletableDeferred<Any?>()
        waiting[ask] = answer
        try {
            begin(ask) ?: return null
            return answer.await()
        } finally {
            waiting -= ask
        }
    }
}
