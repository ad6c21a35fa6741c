package org.assent.app.platform.keys

import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.spec.ECGenParameterSpec
import org.assent.app.platform.person.Person
import org.assent.app.platform.person.Proof

/** What the key store is asked for. */
internal class KeySpecs(private val person: Person) {
    /** It signs approvals: the person is asked for each, and a new finger ends it. */
    fun approve(name: String, inStrongBox: Boolean, challenge: ByteArray?): KeyGenParameterSpec = signing(name)
        .setIsStrongBoxBacked(inStrongBox)
        .setAttestationChallenge(challenge)
        .apply { person.proof?.let { askFor(it) } }
        .build()

    /** It signs all else, asks nobody, and works on a locked phone: else a line that is held would end with each lock. Not in the StrongBox, which is slow. */
    fun request(name: String): KeyGenParameterSpec = signing(name).build()

    /** It wraps the vault's key. It asks nobody, as notifications are answered without opening the app; the phone must be unlocked. */
    fun vault(name: String): KeyGenParameterSpec =
        KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(AES_BITS)
            .setUnlockedDeviceRequired(person.hasLock)
            .build()

    private fun signing(name: String) = KeyGenParameterSpec.Builder(name, KeyProperties.PURPOSE_SIGN)
        .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
        .setDigests(KeyProperties.DIGEST_SHA256)

    /** Before Android 11 each use of such a key wants a finger; that is what it says by itself there. */
    private fun KeyGenParameterSpec.Builder.askFor(proof: Proof) {
        setUserAuthenticationRequired(true)
        setInvalidatedByBiometricEnrollment(true)
        if (SDK_INT < VERSION_CODES.R) return
        setUserAuthenticationParameters(0, if (proof == Proof.BIOMETRIC) KeyProperties.AUTH_BIOMETRIC_STRONG else KeyProperties.AUTH_DEVICE_CREDENTIAL)
    }

    private companion object {
        const val AES_BITS = 256
    }
}
