package org.assent.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowActivity.IntentForResult
import org.robolectric.shadows.ShadowLooper

/** What the system's own windows do over the app: they allow or deny, and give documents. */
class SystemWindows(private val hand: Hand) {
    private val shadow get() = shadowOf(hand.activity)
    private val files get() = shadowOf(hand.activity.contentResolver)

    val wasAskedForPermission get() = shadow.lastRequestedPermission != null

    fun answersPermission(isAllowed: Boolean) {
        val asked = hand.until("a question of the system") { shadow.lastRequestedPermission }
        if (isAllowed) allow(*asked.requestedPermissions)
        hand.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(if (isAllowed) 0 else -1))
        ShadowLooper.idleMainLooper()
    }

    fun allow(vararg permissions: String) = shadowOf(hand.activity.application).grantPermissions(*permissions)

    /** The person chooses this file in the system's list of documents, or none. */
    fun gives(file: ByteArray?) = over(Intent.ACTION_OPEN_DOCUMENT) {
        file?.let { files.registerInputStreamSupplier(DOCUMENT) { ByteArrayInputStream(it) } }
        Intent().setData(DOCUMENT).takeIf { file != null }
    }

    /** The person says where a new file goes; gives what was written. */
    fun takes(): ByteArrayOutputStream {
        val written = ByteArrayOutputStream()
        over(Intent.ACTION_CREATE_DOCUMENT) { Intent().setData(DOCUMENT).also { files.registerOutputStream(DOCUMENT, written) } }
        return written
    }

    /** The system asks for the screen lock in a window of its own. */
    fun asksForLock(isOwner: Boolean) = over("android.app.action.CONFIRM_DEVICE_CREDENTIAL") { Intent().takeIf { isOwner } }

    /** Ada signs in with the browser, behind which the app locks itself; it goes on where it was when it is open again. */
    fun signsIn(scene: Scene) {
        val page = hand.until("the server’s page in the browser") { shadow.nextStartedActivity }
        hand.hide()
        val callback = scene.act("sign-in", "address" to page.dataString!!)["callback"].asString
        hand.controller.newIntent(Intent(Intent.ACTION_VIEW, Uri.parse(callback))).restart().resume()
        ShadowLooper.idleMainLooper()
    }

    /** The app is behind that window and comes back. */
    private fun over(action: String, choose: () -> Intent?) {
        val asked: IntentForResult = hand.until(action) { shadow.nextStartedActivityForResult }
        check(asked.intent.action == action) { asked.intent }
        hand.controller.pause().stop()
        val chosen = choose()
        hand.controller.restart()
        shadow.receiveResult(asked.intent, if (chosen == null) Activity.RESULT_CANCELED else Activity.RESULT_OK, chosen?.takeIf { it.data != null })
        hand.controller.resume()
        ShadowLooper.idleMainLooper()
    }

    private companion object {
        val DOCUMENT: Uri = Uri.parse("content://documents/chosen")
    }
}
