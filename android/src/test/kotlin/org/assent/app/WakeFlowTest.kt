package org.assent.app

import android.app.NotificationManager
import android.app.PendingIntent
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.os.BadParcelableException
import com.sun.net.httpserver.HttpServer
import java.net.InetSocketAddress
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.assent.app.screen.Place
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
    private val pushService = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0).apply { start() }

    @After
    fun close() = pushService.stop(0)

    @Test
    fun a_distributor_is_found_and_a_test_push_goes_all_the_way() {
        registers { answer(UnifiedPush.MESSAGE, it) { putExtra(UnifiedPush.EXTRA_ID, "m1") } }
        assertEquals(DISTRIBUTOR, sent("REGISTER")?.`package`)
        hand.press("Send me a test")
        hand.sees("This is how a request comes to you:")
        assertEquals(5, hand.texts().count { it == "Works" })
        assertEquals(listOf("e1", "m1"), all("MESSAGE_ACK").map { it.getStringExtra(UnifiedPush.EXTRA_ID) })
        assertEquals("who asks", app.packageName, sent("REGISTER")?.let(::maker))
    }

    @Test
    fun why_a_distributor_refuses_is_said_and_it_is_asked_again_with_another_token() {
        val first = asks()
        answer(UnifiedPush.REGISTRATION_FAILED, first) { putExtra(UnifiedPush.EXTRA_REASON, "ACTION_REQUIRED") }
        hand.press("Send me a test")
        val second = hand.until("another token") { tokens("REGISTER").find { it != first } }
        answer(UnifiedPush.REGISTRATION_FAILED, second) { putExtra(UnifiedPush.EXTRA_REASON, "ACTION_REQUIRED") }
        hand.sees("The other app wants something of you first.")
        hand.sees("This is how a request comes to you:")
        hand.press("Test again")
        gives(hand.until("a third token") { tokens("REGISTER").find { it != first && it != second } }) {}
        hand.until("the way") { Unit.takeIf { hand.texts().count { it == "Works" } > 3 } }
    }

    @Test
    fun a_refusal_after_an_address_counts_for_nothing() {
        val token = registers {}
        answer(UnifiedPush.REGISTRATION_FAILED, token) {}
        hand.hide()
        hand.controller.restart().start().resume()
        hand.prompt().confirm()
        hand.until("the registration again") { Unit.takeIf { tokens("REGISTER").size == 2 } }
        assertEquals(listOf<String?>(token, token), tokens("REGISTER"))
    }

    @Test
    fun another_address_for_the_same_token_is_told_to_the_server() {
        val token = registers {}
        answer(UnifiedPush.NEW_ENDPOINT, token) { putExtra(UnifiedPush.EXTRA_ENDPOINT, endpoint("/newer") { answer(UnifiedPush.MESSAGE, token) {} }) }
        hand.until("the newer one") { Unit.takeIf { endpoints().single()!!.endsWith("/newer") } }
        hand.hide()
        saysNoInTheNotification()
    }

    @Test
    fun a_new_account_is_registered_as_soon_as_it_is_linked() {
        registers {}
        val other = Scene()
        hand.parts.stack.restart(Place.Accounts)
        Walk.typesLinkCode(hand, other, walk.begins(other) { hand.prompt().confirm() })
        hand.sees("From now on this phone answers for ${other.account}.")
        hand.until("its registration") { Unit.takeIf { tokens("REGISTER").toSet().size == 2 } }
    }

    @Test
    fun a_distributor_that_is_gone_is_missed() {
        registers {}
        shadowOf(app.packageManager).removeReceiver(ComponentName(DISTRIBUTOR, "Receiver"))
        hand.parts.push.lost(tokens("REGISTER").single()!!)
        hand.press("Send me a test")
        hand.sees("The app that woke Assent is not on this phone any more.")
    }

    @Test
    fun what_can_t_be_read_in_a_broadcast_ends_nothing() {
        val odd = object : Intent(UnifiedPush.REGISTRATION_FAILED) {
            override fun getStringExtra(name: String?): String? = throw BadParcelableException("a class of another app")
        }
        PushReceiver().onReceive(app, odd)
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
        assertEquals("who lets go", app.packageName, sent("UNREGISTER")?.let(::maker))
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

    @Test
    fun a_line_that_android_ended_is_missed_and_held_again_after_the_unlock() {
        open()
        hand.press("By Assent itself")
        hand.until("the service") { shadowOf(app).nextStartedService }
        hand.press("Send me a test")
        hand.sees("Assent did not hold the line. It begins again now: test again.")
        hand.until("the service again") { shadowOf(app).nextStartedService }
        hand.hide()
        comeBack()
        hand.until("the service after the unlock") { shadowOf(app).nextStartedService }
        Robolectric.buildService(ConnectionService::class.java).create().startCommand(0, 1)
        open()
        hand.press("Send me a test")
        hand.sees("This is how a request comes to you:")
        assertEquals(4, hand.texts().count { it == "Works" })
    }

    @Test
    fun what_a_test_showed_stays_when_a_request_opens_by_itself() {
        open()
        hand.press("Send me a test")
        val sample = hand.note("This is what a request looks like")
        walk.asked()
        assertEquals(listOf(sample), hand.notes())
    }

    private fun comeBack() {
        hand.controller.restart().start().resume()
        hand.prompt().confirm()
        hand.sees("Accounts")
    }

    private fun open() {
        hand.touch(R.id.settings)
        hand.press("Notifications")
        hand.sees("When a service asks")
    }

    /** Chooses the distributor, which gives an address at once: what is sent there is [arrived] with. Gives its token. */
    private fun registers(arrived: (String) -> Unit): String = asks().also { gives(it, arrived) }

    /** Chooses the distributor; gives the token that it is asked with. */
    private fun asks(): String {
        installDistributor()
        open()
        hand.press("By another app (UnifiedPush)")
        return hand.until("the registration") { sent("REGISTER") }.getStringExtra(UnifiedPush.EXTRA_TOKEN)!!
    }

    private fun gives(token: String, arrived: (String) -> Unit) {
        val address = endpoint("/push") { arrived(token) }
        answer(UnifiedPush.NEW_ENDPOINT, token) { putExtra(UnifiedPush.EXTRA_ENDPOINT, address).putExtra(UnifiedPush.EXTRA_ID, "e1") }
        hand.until("the endpoint") { Unit.takeIf { endpoints() == listOf<String?>(address) } }
    }

    /** What the servers were told. */
    private fun endpoints(): List<String?> = hand.parts.push.registrations.run { accounts.map(::endpointOf) }

    /** Who made the intent that says who sent it. */
    @Suppress("DEPRECATION")
    private fun maker(word: Intent) = word.getParcelableExtra<PendingIntent>("pi")?.creatorPackage

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

    private fun sent(action: String): Intent? = all(action).firstOrNull()

    private fun all(action: String) = shadowOf(app).broadcastIntents.filter { it.action == "org.unifiedpush.android.distributor.$action" }

    private fun tokens(action: String): List<String?> = all(action).map { it.getStringExtra(UnifiedPush.EXTRA_TOKEN) }

    private fun answer(action: String, token: String, more: Intent.() -> Unit) =
        PushReceiver().onReceive(app, Intent(action).putExtra(UnifiedPush.EXTRA_TOKEN, token).apply(more))

    /** A push service whose messages come to [arrived] on the main thread, as a distributor's broadcasts do. */
    private fun endpoint(path: String, arrived: () -> Unit): String {
        pushService.createContext(path) { exchange ->
            exchange.requestBody.readBytes()
            exchange.sendResponseHeaders(201, -1)
            exchange.close()
            app.mainExecutor.execute(arrived)
        }
        return "http://127.0.0.1:${pushService.address.port}$path"
    }

    private companion object {
        const val DISTRIBUTOR = "io.heckel.ntfy"
    }
}
