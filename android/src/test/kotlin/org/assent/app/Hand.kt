package org.assent.app

import android.app.Activity
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import android.widget.AdapterView
import android.widget.TextView
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.assent.app.phone.setPhoneLock
import org.assent.app.platform.keys.KeystoreKeys
import org.assent.app.platform.person.Person
import org.assent.app.screen.Place
import org.assent.core.AppClock
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowLooper

/** The phone of most tests, as Robolectric's qualifiers say it. */
const val PHONE = "en-rGB-w390dp-h780dp-notnight-xhdpi"

/** The app on a phone that was just bought: no lock, no finger. */
open class TestApplication : AssentApplication() {
    val camera = TestCamera()

    /** How far the core's clock is ahead, in seconds. */
    @Volatile
    var ahead = 0L

    override val clock = object : AppClock {
        override fun nowSecs() = System.currentTimeMillis() / 1000 + ahead
    }

    override fun onCreate() {
        FakeKeystore.install()
        ShadowPrompt.asked = null
        setPhoneLock(this, isThere = false)
        super.onCreate()
    }

    override fun makeCamera() = camera

    /** With the test: what a phone of an older one still does, the phones of the next would see, as they share the system's notifications. */
    override fun onTerminate() {
        parts.scope.cancel()
        super.onTerminate()
    }

    /** The system ends the process, with all that it only remembers, and starts it anew. */
    fun dies() {
        parts.scope.cancel()
        parts = makeParts()
    }
}

/** The same on a phone with a StrongBox. */
class StrongBoxApplication : TestApplication() {
    override fun makeKeys(person: Person) = KeystoreKeys(person, hasStrongBox = true)
}

/** A person with the app in hand: sees what is on the screen, and touches it. On the first run [choosesLock] at once. */
class Hand(choosesLock: Boolean = true) {
    var controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java).setup()
        private set
    val activity: Activity get() = controller.get()
    val app: TestApplication get() = activity.application as TestApplication
    val parts: Parts get() = app.parts

    init {
        if (choosesLock && Place.Welcome in until("the app") { parts.stack.places.ifEmpty { null } }) press("Fingerprint, face or screen lock")
    }

    /** Waits for the core's threads and the servers, as a person does. */
    fun <T : Any> until(what: String, find: () -> T?): T {
        val end = System.nanoTime() + PATIENCE_NANOS
        var glances = 0
        while (System.nanoTime() < end) {
            ShadowLooper.idleMainLooper()
            if (glances++ >= MISSED_GLANCES) find()?.let { return it }
            Thread.sleep(GLANCE_MILLIS)
        }
        error("never seen: $what. On the screen: ${texts()}, in notifications: ${notes().map { it.extras.getString(Notification.EXTRA_TITLE) }}\n${threads()}")
    }

    /** Who waits for what, when something never comes. */
    private fun threads() = Thread.getAllStackTraces().entries
        .filter { (_, frames) -> frames.any { "assent" in it.className } }
        .joinToString("\n") { (thread, frames) -> "${thread.name}: ${frames.take(FRAMES).joinToString("\n    ")}" }

    fun sees(text: String) = until(text) { Unit.takeIf { texts().any { text in it } } }

    fun find(id: Int): View = until(activity.resources.getResourceEntryName(id)) {
        activity.findViewById<View>(id)?.takeIf { it.isShown && it.isEnabled }
    }

    fun touch(id: Int) {
        check(find(id).performClick())
        ShadowLooper.idleMainLooper()
    }

    /** Touches what has this text on it. */
    fun press(text: String) {
        val view = until(text) { allNamed(text).firstNotNullOfOrNull(::pressable) }
        val list = view.parent as? AdapterView<*>
        check(list?.run { performItemClick(view, getPositionForView(view), getItemIdAtPosition(getPositionForView(view))) } ?: view.performClick())
        ShadowLooper.idleMainLooper()
    }

    /** By the phone's own way back. */
    @Suppress("DEPRECATION")
    fun goesBack() {
        activity.onBackPressed()
        ShadowLooper.idleMainLooper()
    }

    fun canPress(text: String): Boolean = allNamed(text).any { pressable(it) != null }

    fun <T : View> shown(kind: Class<T>): T = until(kind.simpleName) { viewsIn(activity.window.decorView).filterIsInstance(kind).firstOrNull() }

    /** Types into the field of this name. */
    fun type(field: String, text: String) {
        val label = until(field) { allNamed(field).find { it.labelFor != View.NO_ID } }
        activity.findViewById<TextView>(label.labelFor).text = text
        ShadowLooper.idleMainLooper()
    }

    /** Types in a code of another website, as a person does who has its key on paper. */
    fun adds(website: String, key: String = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") {
        touch(R.id.add)
        press("Type it in")
        type("Website", website)
        type("Key", key)
        press("Add")
        sees(website)
    }

    /** The owner gives this phone a lock, and a finger that it knows. */
    fun lockPhone() = setPhoneLock(activity, isThere = true)

    /** The person turns to something else, and what is open is locked. */
    fun hide() {
        controller.pause().stop()
        isOut()
    }

    /** Waits until nobody is in. The door does what that needs in its turn: whoever's turn comes next finds it done. */
    fun isOut() {
        until("that the person is out") { Unit.takeIf { !parts.door.isOpen } }
        val turn = parts.scope.launch { parts.door.lookForIdle() }
        until("the lock") { Unit.takeIf { turn.isCompleted } }
    }

    /** The process ends without a word; the person opens the app again, which the system begins as it left it. */
    fun losesTheProcess() {
        app.dies()
        controller = Robolectric.buildActivity(MainActivity::class.java).setup(Bundle())
        prompt().confirm()
        // A request that waits may lie over the list at once.
        until("the unlock") { Unit.takeIf { parts.door.isOpen } }
    }

    fun notes(): List<Notification> = shadowOf(activity.getSystemService(NotificationManager::class.java)).allNotifications

    /** The notification of this title, once it is there. */
    fun note(title: String): Notification = until(title) { notes().find { it.extras.getString(Notification.EXTRA_TITLE) == title } }

    /** The system's prompt, once it is on the screen. */
    fun prompt(): ShadowPrompt.Asked = until("the prompt") { ShadowPrompt.asked }

    /** Another app opens [link]: only what the manifest lets in arrives. */
    fun comesBack(link: String) {
        val intent = Intent(Intent.ACTION_VIEW, Uri.parse(link)).addCategory(Intent.CATEGORY_BROWSABLE)
        check(activity.packageManager.queryIntentActivities(intent, 0).any { it.activityInfo.name == MainActivity::class.java.name }) { "not for us: $link" }
        controller.newIntent(intent)
        ShadowLooper.idleMainLooper()
    }

    private fun allNamed(text: String) = viewsIn(activity.window.decorView).filterIsInstance<TextView>().filter { it.text.toString() == text }

    private fun pressable(view: View): View? =
        generateSequence(view) { it.parent as? View }.find { it.isClickable || it.parent is AdapterView<*> }?.takeIf { it.isEnabled }

    private fun viewsIn(view: View): List<View> = when {
        !view.isShown -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { viewsIn(view.getChildAt(it)) }
        else -> listOf(view)
    }

    fun texts(): List<String> = viewsIn(activity.window.decorView).filterIsInstance<TextView>().map { it.text.toString() }

    private companion object {
        const val PATIENCE_NANOS = 60_000_000_000
        const val GLANCE_MILLIS = 5L
        const val FRAMES = 12

        /** Of `make late-looks`: who looks late sees nothing that was there for a moment only, so no test may wait for such. */
        val MISSED_GLANCES = System.getenv("ASSENT_MISSED_GLANCES")?.toInt() ?: 0
    }
}
