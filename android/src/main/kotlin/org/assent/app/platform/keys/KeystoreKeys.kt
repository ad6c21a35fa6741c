package org.assent.app.platform.keys

import android.hardware.biometrics.BiometricPrompt.CryptoObject
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.StrongBoxUnavailableException
import android.security.keystore.UserNotAuthenticatedException
import java.security.GeneralSecurityException
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.ProviderException
import java.security.PublicKey
import java.security.Signature
import org.assent.app.platform.person.Person
import org.assent.app.platform.person.Proof
import org.assent.core.Assurance
import org.assent.core.HardwareKeys
import org.assent.core.KeyPurpose
import org.assent.core.PlatformException
import org.assent.core.UserVerification

internal const val KEY_STORE = "AndroidKeyStore"

/** The phone's own keys, in AndroidKeyStore: used, never seen. */
class KeystoreKeys(private val person: Person, private val hasStrongBox: Boolean) : HardwareKeys {
    private val store = KeyStore.getInstance(KEY_STORE).apply { load(null) }
    private val specs = KeySpecs(person)
    private val vaultKey = VaultKey(store, specs)

    override fun make(account: String, purpose: KeyPurpose, challenge: ByteArray?): ByteArray = guarded {
        val name = nameOf(account, purpose)
        when (purpose) {
            KeyPurpose.APPROVE -> makeAttested(name, challenge)
            KeyPurpose.REQUEST -> generate(specs.request(name))
        }.encoded
    }

    /** A key that was made without attestation has one certificate, which it signed itself. */
    override fun attestation(account: String): List<ByteArray> = guarded {
        val chain = store.getCertificateChain(nameOf(account, KeyPurpose.APPROVE)).orEmpty()
        if (chain.size < 2) emptyList() else chain.map { it.encoded }
    }

    override fun sign(account: String, purpose: KeyPurpose, message: ByteArray): ByteArray = guarded {
        val key = keyOf(account, purpose) ?: throw PlatformException.KeyGone()
        val signature = Signature.getInstance(SIGNATURE).apply { initSign(key) }
        val proof = KeyFacts(key).proof
        if (proof != null && !person.confirm(proof, CryptoObject(signature))) throw PlatformException.NotConfirmed()
        signature.update(message)
        signature.sign()
    }

    /** A new fingerprint ends a key that is listed still: only the beginning of a signature tells. */
    override fun isThere(account: String, purpose: KeyPurpose): Boolean = guarded {
        val key = keyOf(account, purpose) ?: return false
        Signature.getInstance(SIGNATURE).initSign(key)
        true
    }

    override fun delete(account: String, purpose: KeyPurpose) = guarded { store.deleteEntry(nameOf(account, purpose)) }

    override fun wrapVaultKey(vaultKey: ByteArray): ByteArray = guarded { this.vaultKey.wrap(vaultKey) }

    override fun unwrapVaultKey(wrapped: ByteArray): ByteArray = guarded { vaultKey.unwrap(wrapped) }

    override fun assurance(account: String): Assurance = guarded {
        keyOf(account, KeyPurpose.APPROVE)?.let { KeyFacts(it).assurance } ?: Assurance.SOFTWARE
    }

    override fun userVerification(account: String): UserVerification = guarded {
        when (keyOf(account, KeyPurpose.APPROVE)?.let { KeyFacts(it).proof }) {
            Proof.BIOMETRIC -> UserVerification.BIOMETRIC
            Proof.DEVICE_CREDENTIAL -> UserVerification.PIN
            null -> UserVerification.PRESENCE
        }
    }

    /**
     * Whether each YES of [account] asks the person. The key of a repaired account is under another name: there none of all approve keys
     * may ask nobody. What can't be read vouches for nothing.
     */
    fun asksForYes(account: String): Boolean = try {
        guarded { approveKeysOf(account).ifEmpty { null }?.all { it != null && KeyFacts(it).proof != null } == true }
    } catch (_: PlatformException) {
        false
    }

    private fun approveKeysOf(account: String): List<PrivateKey?> {
        val own = nameOf(account, KeyPurpose.APPROVE)
        val names = if (store.containsAlias(own)) listOf(own) else store.aliases().toList().filter { it.endsWith(nameOf("", KeyPurpose.APPROVE)) }
        return names.map { store.getKey(it, null) as? PrivateKey }
    }

    /** Some phones can't attest, or not now; their key is as good, only nothing proves it. */
    private fun makeAttested(name: String, challenge: ByteArray?): PublicKey = try {
        makeApprove(name, challenge)
    } catch (error: ProviderException) {
        if (challenge == null) throw error
        makeApprove(name, challenge = null)
    }

    /** In the StrongBox where there is one and it has room. */
    private fun makeApprove(name: String, challenge: ByteArray?): PublicKey {
        if (!hasStrongBox) return generate(specs.approve(name, inStrongBox = false, challenge))
        return try {
            generate(specs.approve(name, inStrongBox = true, challenge))
        } catch (_: StrongBoxUnavailableException) {
            generate(specs.approve(name, inStrongBox = false, challenge))
        }
    }

    private fun generate(spec: KeyGenParameterSpec): PublicKey = KeyPairGenerator.getInstance("EC", KEY_STORE).run {
        initialize(spec)
        generateKeyPair().public
    }

    private fun keyOf(account: String, purpose: KeyPurpose) = store.getKey(nameOf(account, purpose), null) as? PrivateKey

    private fun nameOf(account: String, purpose: KeyPurpose) = "$account.${purpose.name.lowercase()}"

    /** What the key store throws, as the core knows it. A [ProviderException] is none of its declared ones. */
    private inline fun <T> guarded(use: () -> T): T = try {
        use()
    } catch (_: KeyPermanentlyInvalidatedException) {
        throw PlatformException.KeyGone()
    } catch (_: UserNotAuthenticatedException) {
        throw PlatformException.NotConfirmed()
    } catch (error: GeneralSecurityException) {
        throw PlatformException.Failed(error.javaClass.simpleName)
    } catch (error: ProviderException) {
        throw PlatformException.Failed(error.javaClass.simpleName)
    }

    private companion object {
        const val SIGNATURE = "SHA256withECDSA"
    }
}
