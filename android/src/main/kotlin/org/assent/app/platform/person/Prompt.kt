package org.assent.app.platform.person

import android.app.Activity
import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_STRONG
import android.hardware.biometrics.BiometricManager.Authenticators.DEVICE_CREDENTIAL
import android.hardware.biometrics.BiometricPrompt
import android.hardware.biometrics.BiometricPrompt.AuthenticationResult
import android.hardware.biometrics.BiometricPrompt.CryptoObject
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import android.os.CancellationSignal
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.runBlocking
import org.assent.app.R
import org.assent.app.platform.SystemAsks

/** The system's prompt for finger, face and the phone's PIN. */
class Prompt(private val app: Context, private val asks: SystemAsks) : Person {
    @Volatile override var front: Activity? = null
    @Volatile private var asked: CompletableFuture<Boolean>? = null

    override val isAsking: Boolean get() = asked?.isDone == false

    override val proof: Proof?
        get() = when {
            hasBiometric() -> Proof.BIOMETRIC
            // Before, a key could wait for a finger alone.
            SDK_INT >= VERSION_CODES.R && hasLock -> Proof.DEVICE_CREDENTIAL
            else -> null
        }

    override val hasLock: Boolean get() = app.getSystemService(KeyguardManager::class.java).isDeviceSecure

    override fun confirm(proof: Proof, crypto: CryptoObject): Boolean = ask { activity, done ->
        val prompt = builder(activity, R.string.confirm_answer)
        when {
            proof == Proof.BIOMETRIC -> prompt.setNegativeButton(activity.getString(R.string.cancel), activity.mainExecutor) { _, _ -> done.complete(false) }
            SDK_INT >= VERSION_CODES.R -> prompt.setAllowedAuthenticators(DEVICE_CREDENTIAL)
        }
        prompt.build().authenticate(crypto, CancellationSignal(), activity.mainExecutor, Answer(done))
    }

    /** Before Android 11 the prompt is not sure to come where there is no finger: there the screen lock has a window of its own. */
    override fun opens(): Boolean = when {
        proof == null && !hasLock -> true
        SDK_INT >= VERSION_CODES.R || hasBiometric() -> opensByPrompt()
        else -> opensByScreenLock()
    }

    /** On Android 9 the prompt asks for the finger alone; after too many wrong ones the screen lock counts, as everywhere. */
    private fun opensByPrompt(): Boolean {
        var isLockedOut = false
        val isConfirmed = ask { activity, done ->
            val prompt = builder(activity, R.string.confirm_open)
            when {
                SDK_INT >= VERSION_CODES.R -> prompt.setAllowedAuthenticators(BIOMETRIC_STRONG or DEVICE_CREDENTIAL)
                SDK_INT >= VERSION_CODES.Q -> @Suppress("DEPRECATION") prompt.setDeviceCredentialAllowed(true)
                else -> prompt.setNegativeButton(activity.getString(R.string.cancel), activity.mainExecutor) { _, _ -> done.complete(false) }
            }
            prompt.build().authenticate(CancellationSignal(), activity.mainExecutor, Answer(done) { isLockedOut = it in LOCKED_OUT })
        }
        return isConfirmed || SDK_INT < VERSION_CODES.Q && isLockedOut && opensByScreenLock()
    }

    private fun opensByScreenLock(): Boolean {
        @Suppress("DEPRECATION")
        val window = app.getSystemService(KeyguardManager::class.java).createConfirmDeviceCredentialIntent(app.getString(R.string.confirm_open), null) ?: return false
        return runBlocking(app.mainExecutor.asCoroutineDispatcher()) { asks.confirms(window) }
    }

    private fun ask(show: (Activity, CompletableFuture<Boolean>) -> Unit): Boolean {
        val activity = front ?: return false
        val done = CompletableFuture<Boolean>().also { asked = it }
        activity.mainExecutor.execute { show(activity, done) }
        return done.get()
    }

    private fun builder(activity: Activity, title: Int) = BiometricPrompt.Builder(activity).setTitle(activity.getString(title))

    private fun hasBiometric(): Boolean = when {
        SDK_INT >= VERSION_CODES.R -> app.getSystemService(BiometricManager::class.java).canAuthenticate(BIOMETRIC_STRONG) == BiometricManager.BIOMETRIC_SUCCESS
        SDK_INT >= VERSION_CODES.Q -> @Suppress("DEPRECATION") (app.getSystemService(BiometricManager::class.java).canAuthenticate() == BiometricManager.BIOMETRIC_SUCCESS)
        else -> hasFingerprint()
    }

    @Suppress("DEPRECATION")
    private fun hasFingerprint(): Boolean =
        app.packageManager.hasSystemFeature(PackageManager.FEATURE_FINGERPRINT) &&
            app.getSystemService(android.hardware.fingerprint.FingerprintManager::class.java)?.hasEnrolledFingerprints() == true

    /** A finger that was not recognised may try again: only an end of the prompt is an answer. */
    private class Answer(private val done: CompletableFuture<Boolean>, private val onError: (Int) -> Unit = {}) : BiometricPrompt.AuthenticationCallback() {
        override fun onAuthenticationSucceeded(result: AuthenticationResult?) {
            done.complete(true)
        }

        override fun onAuthenticationError(code: Int, message: CharSequence?) {
            onError(code)
            done.complete(false)
        }
    }

    private companion object {
        val LOCKED_OUT = setOf(BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT, BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT)
    }
}
