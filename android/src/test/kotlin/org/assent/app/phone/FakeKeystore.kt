package org.assent.app.phone

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import java.io.File
import java.security.Key
import java.security.KeyPair
import java.security.PrivateKey
import java.security.Provider
import java.security.Security
import java.security.cert.Certificate
import java.security.cert.CertificateFactory
import java.util.concurrent.ConcurrentHashMap
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/** What a real phone said (`tests/vectors/attestation`). */
private val CHAIN: List<Certificate> = File("../tests/vectors/attestation/xperia-10-iii.pem").inputStream().use { CertificateFactory.getInstance("X.509").generateCertificates(it).toList() }

/**
 * Stands in for a phone's AndroidKeyStore: keys in software that keep what was asked for, and hold to it. A key that wants the
 * person signs once for each [confirm]; a new finger ends it; a phone that is locked uses none that wants it unlocked.
 */
object FakeKeystore : Provider("AndroidKeyStore", "1.0", "for tests") {
    internal val held = ConcurrentHashMap<String, Entry>()

    /** What this phone cannot do: an exception for a wish it refuses. */
    @Volatile var refuse: (KeyGenParameterSpec) -> Exception? = { null }
    /** What it says of keys that are made with a challenge. A real chain, which is about another key: no server takes it. */
    @Volatile var attests = false
    @Volatile var isPhoneLocked = false
    @Volatile private var confirmed = false

    init {
        put("KeyStore.AndroidKeyStore", FakeStore::class.java.name)
        put("KeyPairGenerator.EC", FakePairs::class.java.name)
        put("KeyGenerator.AES", FakeSecrets::class.java.name)
        put("KeyFactory.EC", FakeFacts::class.java.name)
        put("Signature.SHA256withECDSA", FakeSignature::class.java.name)
    }

    /** A phone that was just bought. */
    fun install() {
        Security.removeProvider(name)
        Security.addProvider(this)
        held.clear()
        refuse = { null }
        attests = false
        isPhoneLocked = false
        confirmed = false
    }

    val specs: Map<String, KeyGenParameterSpec> get() = held.mapValues { it.value.spec }

    /** The person showed finger or PIN. */
    fun confirm() {
        confirmed = true
    }

    /** A finger was added, or the lock taken off the phone. */
    fun changeFingers() = held.values.filter { it.spec.isInvalidatedByBiometricEnrollment && it.spec.isUserAuthenticationRequired }.forEach { it.isEnded = true }

    fun lose(name: String) {
        checkNotNull(held.remove(name))
    }

    /** The hardware's, or one that stands for the key's own signature. */
    internal fun chainOf(entry: Entry): List<Certificate> = if (attests && entry.spec.attestationChallenge != null) CHAIN else CHAIN.takeLast(1)

    internal fun begin(entry: Entry) {
        if (entry.isEnded) throw KeyPermanentlyInvalidatedException()
        if (isPhoneLocked && entry.spec.isUnlockedDeviceRequired) throw UserNotAuthenticatedException()
    }

    internal fun finish(entry: Entry) {
        if (!entry.spec.isUserAuthenticationRequired) return
        if (!confirmed) throw java.security.SignatureException("Key user not authenticated")
        confirmed = false
    }

    internal class Entry(val spec: KeyGenParameterSpec, val pair: KeyPair?, val secret: SecretKey?) {
        @Volatile var isEnded = false
        val key: Key get() = pair?.let { FakeKey(this) } ?: SecretKeySpec(secret!!.encoded, "AES").also { begin(this) }
    }

    /** A key that never leaves: it has no bytes. */
    internal class FakeKey(val entry: Entry) : PrivateKey {
        override fun getAlgorithm() = "EC"
        override fun getFormat(): String? = null
        override fun getEncoded(): ByteArray? = null
    }
}
