package org.assent.app

import android.app.Notification
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import com.sun.net.httpserver.HttpServer
import java.net.InetSocketAddress
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.assent.app.wake.ConnectionService
import org.assent.app.wake.unifiedpush.PushReceiver
import org.assent.app.wake.unifiedpush.UnifiedPush
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** How a request reaches the phone: chosen, set up, and tried link by link. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = "en-rGB-w390dp-h780dp-notnight-xhdpi", shadows = [ShadowPrompt::class])
class WakeFlowTest {
    private val walk = Walk().apply {
        hand.lockPhone()
        linked(confirm = { hand.prompt().confirm() })
    }
    private val hand = walk.hand
    private val app get() = hand.activity.application as TestApplication
    private val pushService = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)

    @After
    fun close() = pushService.stop(0)

    @Test
    fun a_distributor_is_found_and_a_test_push_goes_all_the_way() {
        installDistributor()
        open()
        hand.press("By another app (UnifiedPush)")
        val asked = hand.until("the registration") { sent("REGISTER") }
        assertEquals(DISTRIBUTOR, asked.`package`)
        val token = asked.getStringExtra(UnifiedPush.EXTRA_TOKEN)!!
        answer(UnifiedPush.NEW_ENDPOINT, token) { putExtra(UnifiedPush.EXTRA_ENDPOINT, endpoint { answer(UnifiedPush.MESSAGE, token) { putExtra(UnifiedPush.EXTRA_ID, "m1") } }) }
        hand.until("the endpoint") { Unit.takeIf { hand.parts.push.isReady() } }
        hand.press("Send me a test")
        hand.sees("This is how a request comes to you:")
        assertEquals(5, hand.texts().count { it == "Works" })
        assertEquals("m1", hand.until("the acknowledgement") { sent("MESSAGE_ACK") }.getStringExtra("id"))
    }

    @Test
    fun the_test_says_which_link_is_broken() {
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(false)
        open()
        hand.sees("This phone shows no notifications of Assent")
        hand.press("Send me a test")
        hand.sees("This is how a request comes to you:")
        hand.sees("Allow notifications of Assent in the phone’s settings.")
        hand.sees("You chose so. Choose another way to be notified.")
        assertEquals(1, hand.texts().count { it == "Works" })
    }

    @Test
    fun without_a_distributor_it_is_said_how_to_get_one() {
        open()
        hand.press("By another app (UnifiedPush)")
        hand.sees("No app on this phone offers UnifiedPush.")
    }

    @Test
    fun a_line_that_is_held_brings_requests_to_a_locked_phone() {
        open()
        hand.press("By Assent itself")
        assertEquals(ConnectionService::class.java.name, hand.until("the service") { shadowOf(app).nextStartedService }.component?.className)
        Robolectric.buildService(ConnectionService::class.java).create().startCommand(0, 1)
        hand.controller.pause().stop()
        FakeKeystore.isPhoneLocked = true
        val asked = walk.scene.ask()
        val note = hand.until("the request") { notes().find { it.extras.getString(Notification.EXTRA_TITLE) == "Are you signing in to Wiki?" } }
        note.actions.single { it.title == "NO" }.actionIntent.send()
        hand.until("the NO") { Unit.takeIf { walk.scene.status(asked) == "denied" } }
        assertTrue(ShadowPrompt.asked == null)
    }

    private fun open() {
        hand.touch(R.id.settings)
        hand.press("Notifications")
        hand.sees("When a service asks")
    }

    private fun installDistributor() = shadowOf(app.packageManager).run {
        val receiver = ComponentName(DISTRIBUTOR, "Receiver")
        addReceiverIfNotPresent(receiver)
        addIntentFilterForReceiver(receiver, IntentFilter("org.unifiedpush.android.distributor.REGISTER"))
    }

    private fun sent(action: String): Intent? = shadowOf(app).broadcastIntents.find { it.action == "org.unifiedpush.android.distributor.$action" }

    private fun answer(action: String, token: String, more: Intent.() -> Unit) =
        PushReceiver().onReceive(app, Intent(action).putExtra(UnifiedPush.EXTRA_TOKEN, token).apply(more))

    /** A push service whose messages come to [arrived] on the main thread, as a distributor's broadcasts do. */
    private fun endpoint(arrived: () -> Unit): String {
        pushService.createContext("/") { exchange ->
            exchange.requestBody.readBytes()
            exchange.sendResponseHeaders(201, -1)
            exchange.close()
            app.mainExecutor.execute(arrived)
        }
        pushService.start()
        return "http://127.0.0.1:${pushService.address.port}/push"
    }

    private fun notes() = shadowOf(app.getSystemService(NotificationManager::class.java)).allNotifications

    private companion object {
        const val DISTRIBUTOR = "io.heckel.ntfy"
    }
}
