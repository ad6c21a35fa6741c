package org.assent.app

import android.Manifest
import android.content.ClipData
import android.content.ClipboardManager
import android.provider.Settings
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

const val SHOP = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop"

/** Scanning, as a person does it. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class ScanFlowTest {
    private val hand = Hand().also { it.sees("No account yet") }
    private val camera = hand.app.camera
    private val system = SystemWindows(hand)

    @Test
    fun the_camera_is_asked_for_only_to_scan_and_a_ticket_links() {
        val scene = Scene()
        hand.touch(R.id.add)
        hand.press("Sign in on a computer")
        hand.sees("It reads the QR code on the other screen.")
        assertFalse(system.wasAskedForPermission)
        hand.press("Continue")
        system.answersPermission(isAllowed = true)
        val ticket = scene.act("ticket")
        camera.sees(hand, Qr.frame(ticket["text"].asString))
        Walk.typesLinkCode(hand, scene, ticket)
        hand.sees("From now on this phone answers for ${scene.account}.")
    }

    @Test
    fun who_denies_the_camera_is_led_to_the_settings_and_on_when_it_is_allowed_there() {
        openScan()
        hand.press("Continue")
        system.answersPermission(isAllowed = false)
        hand.sees("The camera is not allowed")
        hand.press("Open the settings")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(hand.activity).nextStartedActivity.action)
        system.allow(Manifest.permission.CAMERA)
        hand.controller.windowFocusChanged(false).windowFocusChanged(true)
        camera.sees(hand, Qr.frame(SHOP))
        hand.sees("1 account of otpauth:// addresses")
    }

    @Test
    fun without_a_camera_a_picture_of_the_gallery_does() {
        camera.isThere = false
        openScan()
        hand.sees("There is no camera here")
        hand.press("Choose a picture")
        system.gives(File("../docs/waiting.png").readBytes())
        hand.sees("No QR code was found in this picture.")
        hand.press("Choose a picture")
        system.gives("no picture".toByteArray())
        hand.sees("No QR code was found in this picture.")
        hand.press("Choose a picture")
        system.gives(Qr.png(Qr.scribbled(Qr.picture(SHOP))))
        hand.sees("No QR code was found in this picture.")
        hand.press("Choose a picture")
        system.gives(Qr.png(SHOP))
        hand.press("Import")
        hand.sees("1 account came")
        hand.press("Done")
        hand.sees("Shop")
    }

    @Test
    fun what_was_copied_can_be_pasted_and_what_is_unknown_is_said() {
        openScan()
        hand.press("Paste")
        hand.sees("Nothing was copied.")
        copied("https://example.org")
        hand.press("Paste")
        hand.sees("This is no link code, no codes of a website and no export.")
        copied(" $SHOP\n")
        hand.press("Paste")
        hand.sees("1 account of otpauth:// addresses")
    }

    @Test
    fun codes_that_are_here_already_are_replaced_only_on_purpose() {
        allowedScan()
        camera.sees(hand, Qr.frame(SHOP))
        hand.press("Import")
        hand.press("Done")
        openScan()
        camera.sees(hand, Qr.frame(SHOP.replace("ada", "eve").replace("Shop", "Market")))
        hand.press("Market")
        hand.press("Replace what is here")
        hand.press("Import")
        hand.sees("1 account was replaced.")
        hand.press("Done")
        hand.sees("Market")
        assertTrue(hand.texts().none { it == "Shop" })
    }

    @Test
    fun the_codes_of_a_google_export_are_collected_and_the_missing_one_is_said() {
        val (one, two) = listOf(1, 2).map { File("../tests/vectors/imports/google_${it}_of_2.txt").readText().trim() }
        allowedScan()
        camera.sees(hand, Qr.frame(two))
        hand.sees("1 of 2 codes scanned. Still missing: 1.")
        camera.sees(hand, Qr.frame("otpauth-migration://offline?data=EAEYASAAKAU%3D"))
        hand.sees("These QR codes belong to different exports.")
        camera.sees(hand, Qr.frame(one))
        hand.sees("5 accounts of Google Authenticator")
        hand.press("Import")
        hand.sees("5 accounts came")
    }

    @Test
    fun a_part_of_a_google_export_may_be_taken_alone() {
        allowedScan()
        camera.sees(hand, Qr.frame(File("../tests/vectors/imports/google_1_of_2.txt").readText().trim()))
        hand.press("Go on without the rest")
        hand.sees("QR codes are missing: 2.")
        hand.press("Import")
        hand.sees("came")
    }

    @Test
    fun a_ticket_whose_link_failed_is_read_again_after_done() {
        val scene = Scene()
        val ticket = scene.act("ticket")
        val picture = Qr.frame(ticket["text"].asString)
        allowedScan()
        scene.act("stop")
        camera.sees(hand, picture)
        hand.sees("The server can’t be reached")
        scene.act("start")
        hand.press("Done")
        camera.sees(hand, picture)
        Walk.typesLinkCode(hand, scene, ticket)
        hand.sees("From now on this phone answers for ${scene.account}.")
    }

    @Test
    fun the_light_goes_on_and_off_and_a_camera_that_fails_is_said() {
        allowedScan()
        hand.press("Switch the light on")
        assertTrue(camera.isLit)
        hand.press("Switch the light off")
        assertFalse(camera.isLit)
        camera.fails(hand)
        hand.sees("The camera can’t be used just now")
    }

    private fun openScan() {
        hand.touch(R.id.add)
        hand.press("Scan a code")
    }

    private fun allowedScan() {
        system.allow(Manifest.permission.CAMERA)
        openScan()
    }

    private fun copied(text: String) {
        hand.activity.getSystemService(ClipboardManager::class.java).setPrimaryClip(ClipData.newPlainText("", text))
        ShadowLooper.idleMainLooper()
    }
}
