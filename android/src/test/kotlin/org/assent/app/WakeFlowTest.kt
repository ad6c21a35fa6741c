package org.assent.app

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
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class WakeFlowTest {
    private val walk = Walk().linkedByFinger()
    private val hand = walk.hand
    private val app get() = hand.app
    private val pushService = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)

    @After
    fun close() = pushService.stop(0)

    @Test
    fun a_distributor_is_found_and_a_test_push_goes_all_the_way() {
        registers { answer(UnifiedPush.MESSAGE, it) { putExtra(UnifiedPush.EXTRA_ID, "m1") } }
        assertEquals(DISTRIBUTOR, sent("REGISTER")?.`package`)
        hand.press("Send me a test")
        hand.sees("This is how a request comes to you:")
        assertEquals(5, hand.texts().count { it == "Works" })
        assertEquals("m1", hand.until("the acknowledgement") { sent("MESSAGE_ACK") }.getStringExtra("id"))
    }

    @Test
    fun the_server_s_push_wakes_a_phone_whose_app_is_closed() {
        registers { answer(UnifiedPush.MESSAGE, it) {} }
        hand.hide()
        saysNoInTheNotification()
    }

    @Test
    fun a_repair_gives_the_address_back_and_asks_for_another() {
        val first = registers {}
        repeat(2) { hand.touch(R.id.back) }
        hand.press(walk.scene.account)
        hand.press("Repair notifications")
        hand.sees("The link works")
        hand.until("the registration anew") { Unit.takeIf { tokens("REGISTER").size == 2 } }
        assertEquals(listOf(first), tokens("UNREGISTER"))
        assertEquals(first, tokens("REGISTER").first())
        assertTrue(tokens("REGISTER").last() != first)
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
        saysNoInTheNotification()
        assertTrue(ShadowPrompt.asked == null)
    }

    private fun open() {
        hand.touch(R.id.settings)
        hand.press("Notifications")
        hand.sees("When a service asks")
    }

    /** Chooses the distributor, which gives an address at once: what is sent there is [arrived] with. Gives its token. */
    private fun registers(arrived: (String) -> Unit): String {
        installDistributor()
        open()
        hand.press("By another app (UnifiedPush)")
        val token = hand.until("the registration") { sent("REGISTER") }.getStringExtra(UnifiedPush.EXTRA_TOKEN)!!
        answer(UnifiedPush.NEW_ENDPOINT, token) { putExtra(UnifiedPush.EXTRA_ENDPOINT, endpoint { arrived(token) }) }
        hand.until("the endpoint") { Unit.takeIf { hand.parts.push.isReady() } }
        return token
    }

    private fun saysNoInTheNotification() {
        val asked = walk.scene.ask()
        hand.note("Are you signing in to Wiki?").actions.single { it.title == "NO" }.actionIntent.send()
        hand.until("the NO") { Unit.takeIf { walk.scene.status(asked) == "denied" } }
    }

    private fun installDistributor() = shadowOf(app.packageManager).run {
        val receiver = ComponentName(DISTRIBUTOR, "Receiver")
        addReceiverIfNotPresent(receiver)
        addIntentFilterForReceiver(receiver, IntentFilter("org.unifiedpush.android.distributor.REGISTER"))
    }

    private fun sent(action: String): Intent? = shadowOf(app).broadcastIntents.find { it.action == "org.unifiedpush.android.distributor.$action" }

    private fun tokens(action: String): List<String?> = shadowOf(app).broadcastIntents
        .filter { it.action == "org.unifiedpush.android.distributor.$action" }
        .map { it.getStringExtra(UnifiedPush.EXTRA_TOKEN) }

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

    private companion object {
        const val DISTRIBUTOR = "io.heckel.ntfy"
    }
}
