package org.assent.app

import android.content.Context
import android.content.res.Resources
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser

/**
 * What the app asks of the phone, lets in and lets out, as the compiled manifest says it. Each line has been looked at and has its
 * reason; what is not in this table fails. A new permission or component: a line for each fact, and why it may be so.
 */
private val REVIEWED = mapOf(
    "uses-sdk minSdkVersion=28" to "StrongBox and the system's prompt for the finger begin here",
    "uses-sdk targetSdkVersion=34" to "the newest rules that the tests run under",

    "uses-permission INTERNET" to "the person's own servers",
    "uses-permission ACCESS_NETWORK_STATE" to "to ask again when the network is back",
    "uses-permission USE_BIOMETRIC" to "the finger or face that a YES needs",
    "uses-permission CAMERA" to "QR codes; asked for when one is about to be scanned",
    "uses-feature android.hardware.camera.any" to "the same",
    "uses-feature android.hardware.camera.any required=false" to "a phone without one has other ways",
    "uses-permission POST_NOTIFICATIONS" to "requests",
    "uses-permission FOREGROUND_SERVICE" to "the line to the servers, for those who chose it",
    "uses-permission FOREGROUND_SERVICE_SPECIAL_USE" to "the same: no other kind fits a line that waits",
    "uses-permission RECEIVE_BOOT_COMPLETED" to "that line again after a start of the phone",
    "queries intent org.unifiedpush.android.distributor.REGISTER" to "to find the apps that can wake this one; no others are seen",

    "application allowBackup=false" to "what lies in the app opens with this phone's hardware only",
    "application dataExtractionRules=@xml/data_extraction" to "the same for a transfer to another phone, which allowBackup does not stop",
    "application fullBackupContent=@xml/full_backup" to "the same, Android 9 to 11",
    "application networkSecurityConfig=@xml/network_security" to "no plain http, and no authorities but the system's",
    "application extractNativeLibs=false" to "libraries are loaded from the signed package itself",
    "application taskAffinity=" to "no other app's window gets into our task",

    ".MainActivity exported=true" to "the launcher and links open it; it is the only door",
    ".MainActivity launchMode=2" to "one window: a link reaches the one that is open",
    ".MainActivity windowSoftInputMode=0x10" to "fields stay above the keyboard",
    ".MainActivity takes MAIN LAUNCHER" to "the launcher's icon",
    ".MainActivity takes VIEW DEFAULT BROWSABLE assent:" to "a move, and the way back from a sign-in; the core judges what comes",

    ".alerts.ApproveActivity exported=false" to "YES in a notification: our own intents alone",
    ".alerts.ApproveActivity excludeFromRecents=true" to "it shows nothing",
    ".alerts.AnswerReceiver exported=false" to "NO in a notification: our own intents alone",
    ".wake.unifiedpush.PushReceiver exported=true" to "a distributor is another app; without one of our tokens nothing is done, and with one no more than asking the servers",
    ".wake.unifiedpush.PushReceiver takes org.unifiedpush.android.connector.NEW_ENDPOINT org.unifiedpush.android.connector.REGISTRATION_FAILED " +
        "org.unifiedpush.android.connector.UNREGISTERED org.unifiedpush.android.connector.MESSAGE" to "the four words of UnifiedPush",
    ".wake.unifiedpush.RaisedService exported=true" to "a distributor binds it while it hands over a message; whoever binds it gets nothing",
    ".wake.unifiedpush.RaisedService takes org.unifiedpush.android.connector.RAISE_TO_FOREGROUND" to "the fifth word of UnifiedPush",
    ".wake.BootReceiver exported=false" to "the system reaches it all the same",
    ".wake.BootReceiver takes BOOT_COMPLETED MY_PACKAGE_REPLACED" to "only the system may send these",
    ".wake.ConnectionService exported=false" to "nobody else starts it",
    ".wake.ConnectionService foregroundServiceType=0x40000000" to "special use",
    ".wake.ConnectionService property {name=android.app.PROPERTY_SPECIAL_USE_FGS_SUBTYPE, " +
        "value=Holds a line to the person's own servers, so that sign-in requests arrive without a push service}" to "Android wants the reason said",
)

@RunWith(AppRunner::class)
@Config(application = android.app.Application::class)
class ManifestTest {
    private val context: Context = RuntimeEnvironment.getApplication()

    @Test
    fun everything_in_the_manifest_was_reviewed() {
        val facts = CompiledManifest(context).facts()
        assertEquals("without a reason", emptyList<String>(), facts - REVIEWED.keys)
        assertEquals("gone", emptySet<String>(), REVIEWED.keys - facts.toSet())
    }

    @Test
    fun nothing_leaves_by_a_backup_or_a_transfer() {
        val everywhere = setOf("root", "file", "database", "sharedpref", "external", "device_root", "device_file", "device_database", "device_sharedpref")
        for (rules in listOf(R.xml.data_extraction, R.xml.full_backup)) {
            val places = readAll(rules)
            assertEquals(setOf("exclude"), places.map { it.what }.toSet())
            for ((section, excluded) in places.groupBy { it.section }) assertEquals(section, everywhere, excluded.filter { it.path == "." }.map { it.domain }.toSet())
        }
        assertEquals(setOf("cloud-backup", "device-transfer"), readAll(R.xml.data_extraction).map { it.section }.toSet())
    }

    @Test
    fun no_host_is_spoken_to_in_the_clear() {
        val config = android.security.net.config.ApplicationConfig(android.security.net.config.ManifestConfigSource(context))
        for (host in listOf("assent.example.org", "127.0.0.1", "localhost")) assertFalse(host, config.isCleartextTrafficPermitted(host))
    }

    private class Rule(val section: String, val what: String, val domain: String?, val path: String?)

    private fun readAll(rules: Int): List<Rule> = context.resources.getXml(rules).use { xml ->
        val open = mutableListOf<String>()
        buildList {
            while (xml.next() != XmlPullParser.END_DOCUMENT) when (xml.eventType) {
                XmlPullParser.START_TAG -> {
                    xml.getAttributeValue(null, "domain")?.let { add(Rule(open.last(), xml.name, it, xml.getAttributeValue(null, "path"))) }
                    open += xml.name
                }
                XmlPullParser.END_TAG -> open.removeLast()
            }
        }
    }
}
