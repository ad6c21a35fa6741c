package org.assent.app.phone

import android.app.Activity
import android.hardware.biometrics.BiometricPrompt.CryptoObject
import org.assent.app.platform.person.Person
import org.assent.app.platform.person.Proof

/** A phone without a lock: there is nobody to ask. */
object Nobody : Person {
    override var front: Activity? = null
    override val isAsking = false
    override val proof: Proof? = null
    override val hasLock = false

    override fun confirm(proof: Proof, crypto: CryptoObject) = false

    override fun opens() = true
}
