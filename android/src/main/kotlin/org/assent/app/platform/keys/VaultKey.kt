package org.assent.app.platform.keys

import java.security.KeyStore
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import org.assent.core.PlatformException

/** The key in the key store that wraps the vault's key: AES-256-GCM, the nonce before what it sealed. */
internal class VaultKey(private val store: KeyStore, private val specs: KeySpecs) {
    /** [vaultKey] is cleared. */
    fun wrap(vaultKey: ByteArray): ByteArray {
        val cipher = Cipher.getInstance(SEAL).apply { init(Cipher.ENCRYPT_MODE, find() ?: make()) }
        return cipher.iv + cipher.doFinal(vaultKey).also { vaultKey.fill(0) }
    }

    fun unwrap(wrapped: ByteArray): ByteArray {
        val key = find() ?: throw PlatformException.KeyGone()
        if (wrapped.size < NONCE_BYTES) throw PlatformException.KeyGone()
        try {
            return Cipher.getInstance(SEAL).run {
                init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES))
                doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES)
            }
        } catch (_: AEADBadTagException) {
            throw PlatformException.KeyGone()
        }
    }

    private fun find() = store.getKey(NAME, null) as? SecretKey

    private fun make(): SecretKey = KeyGenerator.getInstance("AES", KEY_STORE).run {
        init(specs.vault(NAME))
        generateKey()
    }

    private companion object {
        const val NAME = "vault"
        const val SEAL = "AES/GCM/NoPadding"
        const val TAG_BITS = 128
        const val NONCE_BYTES = 12
    }
}
