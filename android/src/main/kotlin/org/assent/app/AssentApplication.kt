package org.assent.app

import android.app.Application
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.net.ConnectivityManager
import android.net.Network
import android.os.Build
import java.io.File
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.launch
import org.assent.app.alerts.Alerts
import org.assent.app.alerts.Channel
import org.assent.app.bridge.Assent
import org.assent.app.platform.Camera
import org.assent.app.platform.Documents
import org.assent.app.platform.PhoneCamera
import org.assent.app.platform.SystemAsks
import org.assent.app.platform.keys.KeystoreKeys
import org.assent.app.platform.person.Person
import org.assent.app.platform.person.Prompt
import org.assent.app.screens.makeScreen
import org.assent.app.wake.ConnectionService
import org.assent.app.wake.Unlocked
import org.assent.app.wake.unifiedpush.Registrations
import org.assent.app.wake.unifiedpush.UnifiedPush
import org.assent.core.AppClock
import org.assent.core.Phone

open class AssentApplication : Application() {
    lateinit var parts: Parts
        protected set

    override fun onCreate() {
        super.onCreate()
        Channel.entries.forEach { it.make(this) }
        parts = makeParts()
        registerReceiver(Unlocked(), IntentFilter(Intent.ACTION_USER_PRESENT))
        followNetwork()
    }

    protected fun makeParts(): Parts {
        val phone = Phone(name = Build.MODEL, model = Build.MODEL, system = "Android ${Build.VERSION.RELEASE}", app = "Assent ${packageManager.getPackageInfo(packageName, 0).versionName}")
        val asks = SystemAsks()
        val person = Prompt(this, asks)
        val keys = makeKeys(person)
        val assent = Assent(folder().path, keys, clock, log = null, phone, worker)
        val scope = CoroutineScope(mainExecutor.asCoroutineDispatcher() + SupervisorJob())
        return Parts(
            assent, scope, Preferences(this), makeCamera(), Documents(this), ::licences, ::now, Alerts(this, ::now, keys::asksForYes) { parts.isLineHeld }, person, asks,
            { ConnectionService.follow(this, it) }, UnifiedPush(this), Registrations(this), ::makeScreen, idleGlanceMillis,
        )
    }

    private fun licences(): String = resources.openRawResource(R.raw.licences).use { it.readBytes().decodeToString() }

    /** Another network: what waits for servers begins anew at once. */
    private fun followNetwork() {
        val follow = object : ConnectivityManager.NetworkCallback() {
            override fun onAvailable(network: Network) {
                parts.scope.launch {
                    parts.assent.networkChanged()
                    // A distributor that had no network may give its address now.
                    if (parts.push.registrations.refusal != null) parts.push.follow()
                }
            }
        }
        getSystemService(ConnectivityManager::class.java).registerDefaultNetworkCallback(follow)
    }

    /** The core's; null: the system's. */
    protected open val clock: AppClock? = null

    protected open val idleGlanceMillis = 1_000L

    /** Where the core is called. */
    protected open val worker: CoroutineDispatcher = Dispatchers.IO

    /** No backup and no transfer takes it along: its keys could not come. */
    protected open fun folder(): File = File(noBackupFilesDir, "vault").apply { mkdirs() }

    protected open fun makeKeys(person: Person): KeystoreKeys =
        KeystoreKeys(person, packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE))

    protected open fun makeCamera(): Camera = PhoneCamera(this)

    protected open fun now(): Long = System.currentTimeMillis() / 1000
}
