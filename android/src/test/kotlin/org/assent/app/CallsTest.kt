package org.assent.app

import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import org.assent.app.phone.ShadowPrompt
import org.assent.app.screen.Place
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** Counts what is called in the core: each call is one task of the dispatcher. */
class CountingApplication : TestApplication() {
    val calls = AtomicInteger()

    /** Its look each second is none of a screen's calls. */
    override val idleGlanceMillis = 3_600_000L

    override val worker = object : CoroutineDispatcher() {
        override fun dispatch(context: CoroutineContext, block: Runnable) {
            calls.incrementAndGet()
            Dispatchers.IO.dispatch(context, block)
        }
    }
}

/** A screen asks the core once, not once a row. */
@RunWith(AppRunner::class)
@Config(application = CountingApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class CallsTest {
    private val walk = Walk().linked()
    private val hand = walk.hand
    private val calls = (hand.app as CountingApplication).calls

    @Test
    fun a_screen_is_one_call_into_the_core_and_two_where_two_things_are_shown() {
        "ABCD".forEach { addCodes("Shop $it", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ$it") }
        val counted = mapOf(
            "the list, with what is damaged" to callsOf("Shop C") { hand.parts.stack.restart(Place.Accounts) },
            "an account" to callsOf("Colour") { hand.press("Shop C") },
            "the history" to callsOf("Nothing was answered yet.") { hand.parts.stack.go(Place.History) },
            "the settings, with the lock's time" to callsOf("App lock") { hand.parts.stack.go(Place.Settings) },
            "the ways to add" to callsOf("Type it in") { hand.parts.stack.go(Place.Add) },
        )
        assertEquals(listOf(2, 1, 1, 2, 0), counted.values.toList())
    }

    @Test
    fun a_request_is_shown_without_asking_the_core_again() {
        walk.asked()
        val id = hand.parts.inbox.last!!.requests.single().id
        hand.parts.stack.restart(Place.Accounts)
        hand.sees(walk.scene.account)
        assertEquals(0, callsOf("Are you signing in to Wiki?") { hand.parts.stack.go(Place.Request(id)) })
    }

    private fun addCodes(website: String, key: String) {
        hand.parts.stack.go(Place.Type)
        hand.type("Website", website)
        hand.type("Key", key)
        hand.press("Add")
        hand.sees("Accounts")
    }

    /** Not when codes end, which makes a screen read new ones. */
    private fun callsOf(shown: String, open: () -> Unit): Int {
        hand.until("codes that last") { Unit.takeIf { System.currentTimeMillis() / 1000 % 30 in 1..20 } }
        val before = calls.get()
        open()
        hand.sees(shown)
        return calls.get() - before
    }
}
