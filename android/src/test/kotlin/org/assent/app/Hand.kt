package org.assent.app

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import org.robolectric.Robolectric
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowLooper

/** The app with keys in software, in a folder of its own. */
class TestApplication : AssentApplication() {
    val keys = SoftwareKeys()

    override fun makeKeys() = keys
}

/** A person with the app in hand: sees what is on the screen, and touches it. */
class Hand {
    val controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java).setup()
    val activity: Activity get() = controller.get()
    val parts: Parts get() = (activity.application as AssentApplication).parts

    /** Waits for the core's threads and the servers, as a person does. */
    fun <T : Any> until(what: String, find: () -> T?): T {
        val end = System.nanoTime() + PATIENCE_NANOS
        while (System.nanoTime() < end) {
            ShadowLooper.idleMainLooper()
            find()?.let { return it }
            Thread.sleep(GLANCE_MILLIS)
        }
        error("never seen: $what. On the screen: ${texts()}")
    }

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
        check(until(text) { allNamed(text).firstNotNullOfOrNull(::pressable) }.performClick())
        ShadowLooper.idleMainLooper()
    }

    /** Types into the field of this name. */
    fun type(field: String, text: String) {
        val label = until(field) { allNamed(field).find { it.labelFor != View.NO_ID } }
        activity.findViewById<TextView>(label.labelFor).text = text
        ShadowLooper.idleMainLooper()
    }

    private fun allNamed(text: String) = viewsIn(activity.window.decorView).filterIsInstance<TextView>().filter { it.text.toString() == text }

    private fun pressable(view: View): View? =
        generateSequence(view) { it.parent as? View }.find { it.isClickable }?.takeIf { it.isEnabled }

    private fun viewsIn(view: View): List<View> = when {
        !view.isShown -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { viewsIn(view.getChildAt(it)) }
        else -> listOf(view)
    }

    fun texts(): List<String> = viewsIn(activity.window.decorView).filterIsInstance<TextView>().map { it.text.toString() }

    private companion object {
        const val PATIENCE_NANOS = 20_000_000_000
        const val GLANCE_MILLIS = 5L
    }
}
