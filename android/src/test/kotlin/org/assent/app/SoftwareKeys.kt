package org.assent.app

import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec
import org.assent.core.Assurance
import org.assent.core.HardwareKeys
import org.assent.core.KeyPurpose
import org.assent.core.PlatformException
import org.assent.core.UserVerification

/** Stands in for the phone's key store. [broken] is what a person or the hardware may do. */
class SoftwareKeys : HardwareKeys {
    private val keys = ConcurrentHashMap<Pair<String, KeyPurpose>, KeyPair>()
    private val wrapping = SecretKeySpec(ByteArray(32).also(SecureRandom()::nextBytes), "AES")

    @Volatile var broken: Throwable? = null

    /** The person does not show the finger that opens the vault. */
    @Volatile var isLocked = false

    override fun make(account: String, purpose: KeyPurpose): ByteArray {
        val generator = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }
        return generator.generateKeyPair().also { keys[account to purpose] = it }.public.encoded
    }

    override fun sign(account: String, purpose: KeyPurpose, message: ByteArray): ByteArray {
        broken?.takeIf { purpose == KeyPurpose.APPROVE }?.let { throw it }
        val pair = keys[account to purpose] ?: throw PlatformException.KeyGone()
        return Signature.getInstance("SHA256withECDSA").run {
            initSign(pair.private)
            update(message)
            sign()
        }
    }

    override fun isThere(account: String, purpose: KeyPurpose) = keys.containsKey(account to purpose)

    override fun delete(account: String, purpose: KeyPurpose) {
        keys.remove(account to purpose)
    }

    override fun wrapVaultKey(vaultKey: ByteArray): ByteArray {
        val nonce = ByteArray(12).also(SecureRandom()::nextBytes)
        return nonce + cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(vaultKey)
    }

    override fun unwrapVaultKey(wrapped: ByteArray): ByteArray = try {
        if (isLocked) throw PlatformException.NotConfirmed()
        cipher(Cipher.DECRYPT_MODE, wrapped.copyOf(12)).doFinal(wrapped, 12, wrapped.size - 12)
    } catch (_: AEADBadTagException) {
        throw PlatformException.KeyGone()
    }

    override fun assurance(account: String) = Assurance.SOFTWARE

    override fun userVerification(account: String) = UserVerification.PRESENCE

    private fun cipher(mode: Int, nonce: ByteArray) =
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, wrapping, GCMParameterSpec(128, nonce)) }
}
