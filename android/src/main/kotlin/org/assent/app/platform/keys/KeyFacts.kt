package org.assent.app.platform.keys

import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import java.security.KeyFactory
import java.security.PrivateKey
import org.assent.app.platform.person.Proof
import org.assent.core.Assurance

/** What the key store says of a key: what it is, not what was asked for. */
internal class KeyFacts(key: PrivateKey) {
    private val info = KeyFactory.getInstance(key.algorithm, KEY_STORE).getKeySpec(key, KeyInfo::class.java)

    /** What the person is asked for in each use; null: nothing. */
    val proof: Proof?
        get() = when {
            !info.isUserAuthenticationRequired -> null
            SDK_INT >= VERSION_CODES.R && info.userAuthenticationType and KeyProperties.AUTH_DEVICE_CREDENTIAL != 0 -> Proof.DEVICE_CREDENTIAL
            else -> Proof.BIOMETRIC
        }

    /** Before Android 12 a StrongBox is not told from the trusted environment, and the weaker of them is said. */
    val assurance: Assurance
        get() = when {
            SDK_INT < VERSION_CODES.S -> @Suppress("DEPRECATION") if (info.isInsideSecureHardware) Assurance.TEE else Assurance.SOFTWARE
            info.securityLevel == KeyProperties.SECURITY_LEVEL_STRONGBOX -> Assurance.STRONGBOX
            info.securityLevel in HARDWARE -> Assurance.TEE
            else -> Assurance.SOFTWARE
        }

    private companion object {
        val HARDWARE = setOf(KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT, KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE)
    }
}
