package org.assent.app.platform.person

import android.app.Activity
import android.hardware.biometrics.BiometricPrompt.CryptoObject

/** By what a phone makes sure that it is its owner who confirms. */
enum class Proof { BIOMETRIC, DEVICE_CREDENTIAL }

/** Whoever has the phone in hand, to be asked by the system's own prompt. */
interface Person {
    /** The window that it is asked over; without one nobody can be asked. */
    var front: Activity?

    /** Whether the prompt is on the screen. */
    val isAsking: Boolean

    /** The best this phone can ask for in each use of a key; null: nothing, the key signs for whoever presses the button. */
    val proof: Proof?

    /** Whether the phone itself has a lock: without one its key store has nobody to wait for. */
    val hasLock: Boolean

    /** Asks for [proof] and waits; on a thread that may. [crypto] is set free by the answer. False: not confirmed, or nobody is there. */
    fun confirm(proof: Proof, crypto: CryptoObject): Boolean

    /** Asks for whatever opens the phone, and waits. True without asking where it has no lock. */
    fun opens(): Boolean
}
