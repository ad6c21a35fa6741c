package org.assent.app.platform

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.assent.core.Assurance
import org.assent.core.HardwareKeys
import org.assent.core.KeyPurpose
import org.assent.core.PlatformException
import org.assent.core.UserVerification

/** The phone's own keys, in AndroidKeyStore: used, never seen. */
class KeystoreKeys : HardwareKeys {
    private val store = KeyStore.getInstance(STORE).apply { load(null) }

    override fun make(account: String, purpose: KeyPurpose): ByteArray {
        val spec = KeyGenParameterSpec.Builder(nameOf(account, purpose), KeyProperties.PURPOSE_SIGN)
            .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
            .setDigests(KeyProperties.DIGEST_SHA256)
            .build()
        val generator = KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, STORE)
        generator.initialize(spec)
        return generator.generateKeyPair().public.encoded
    }

    override fun sign(account: String, purpose: KeyPurpose, message: ByteArray): ByteArray = guarded {
        val key = keyOf(account, purpose) ?: throw PlatformException.KeyGone()
        Signature.getInstance(SIGNATURE).run {
            initSign(key)
            update(message)
            sign()
        }
    }

    /** A new fingerprint ends a key that is listed still: only the beginning of a signature tells. */
    override fun isThere(account: String, purpose: KeyPurpose): Boolean = guarded {
        val key = keyOf(account, purpose) ?: return false
        Signature.getInstance(SIGNATURE).initSign(key)
        true
    }

    override fun delete(account: String, purpose: KeyPurpose) = store.deleteEntry(nameOf(account, purpose))

    override fun wrapVaultKey(vaultKey: ByteArray): ByteArray = guarded {
        val cipher = Cipher.getInstance(SEAL).apply { init(Cipher.ENCRYPT_MODE, wrappingKey() ?: makeWrappingKey()) }
        cipher.iv + cipher.doFinal(vaultKey).also { vaultKey.fill(0) }
    }

    override fun unwrapVaultKey(wrapped: ByteArray): ByteArray = guarded {
        val key = wrappingKey() ?: throw PlatformException.KeyGone()
        try {
            Cipher.getInstance(SEAL).run {
                init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES))
                doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES)
            }
        } catch (_: AEADBadTagException) {
            throw PlatformException.KeyGone()
        }
    }

    override fun assurance(account: String) = Assurance.SOFTWARE

    override fun userVerification(account: String) = UserVerification.PRESENCE

    private fun keyOf(account: String, purpose: KeyPurpose) = store.getKey(nameOf(account, purpose), null) as? PrivateKey

    private fun wrappingKey() = store.getKey(WRAPPING, null) as? SecretKey

    private fun makeWrappingKey(): SecretKey {
        val spec = KeyGenParameterSpec.Builder(WRAPPING, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BITS)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).run {
            init(spec)
            generateKey()
        }
    }

    private inline fun <T> guarded(use: () -> T): T = try {
        use()
    } catch (_: KeyPermanentlyInvalidatedException) {
        throw PlatformException.KeyGone()
    }

    private fun nameOf(account: String, purpose: KeyPurpose) = "$account.${purpose.name.lowercase()}"

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val WRAPPING = "vault"
        const val SIGNATURE = "SHA256withECDSA"
        const val SEAL = "AES/GCM/NoPadding"
        const val TAG_BITS = 128
        const val NONCE_BYTES = 12
        const val KEY_BITS = 256
    }
}
