package org.assent.app.phone

import android.hardware.biometrics.BiometricPrompt
import android.os.CancellationSignal
import java.util.concurrent.Executor
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow

/** Stands in for the system's prompt, which Robolectric does not have: it keeps what was asked until a test answers as a person. */
@Implements(BiometricPrompt::class)
class ShadowPrompt {
    @Implementation
    fun authenticate(cancel: CancellationSignal, executor: Executor, callback: BiometricPrompt.AuthenticationCallback) {
        asked = Asked(executor, callback)
    }

    @Implementation
    fun authenticate(
        crypto: BiometricPrompt.CryptoObject,
        cancel: CancellationSignal,
        executor: Executor,
        callback: BiometricPrompt.AuthenticationCallback,
    ) {
        asked = Asked(executor, callback)
    }

    class Asked(private val executor: Executor, private val callback: BiometricPrompt.AuthenticationCallback) {
        /** The right finger: the key store hears of it before the app. */
        fun confirm() {
            asked = null
            FakeKeystore.confirm()
            executor.execute { callback.onAuthenticationSucceeded(result()) }
        }

        /** A finger that the phone does not know: the prompt stays. */
        fun fail() = executor.execute { callback.onAuthenticationFailed() }

        fun cancel() = end(BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED)

        /** Too many wrong fingers. */
        fun lockOut() = end(BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT)

        private fun end(error: Int) {
            asked = null
            executor.execute { callback.onAuthenticationError(error, "ended") }
        }

        private fun result() = Shadow.newInstanceOf(BiometricPrompt.AuthenticationResult::class.java)
    }

    companion object {
        /** What is on the screen, or null. Nobody resets a shadow of ours: each new phone begins without. */
        @Volatile var asked: Asked? = null
    }
}
