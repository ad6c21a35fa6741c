package org.assent.app

import android.app.Application
import android.os.Build
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import org.assent.app.bridge.Assent
import org.assent.app.screens.makeScreen
import org.assent.core.HardwareKeys
import org.assent.core.Phone

open class AssentApplication : Application() {
    lateinit var parts: Parts
        private set

    override fun onCreate() {
        super.onCreate()
        val phone = Phone(name = Build.MODEL, model = Build.MODEL, system = "Android ${Build.VERSION.RELEASE}", app = "Assent $VERSION")
        val assent = Assent(folder().path, makeKeys(), clock = null, log = null, phone, Dispatchers.IO)
        parts = Parts(assent, CoroutineScope(mainExecutor.asCoroutineDispatcher() + SupervisorJob()), Preferences(this), ::now, ::makeScreen)
    }

    /** No backup and no transfer takes it along: its keys could not come. */
    protected open fun folder(): File = File(noBackupFilesDir, "vault").apply { mkdirs() }

    protected open fun makeKeys(): HardwareKeys = org.assent.app.platform.KeystoreKeys()

    protected open fun now(): Long = System.currentTimeMillis() / 1000

    private companion object {
        const val VERSION = "0.1.0"
    }
}
