/** The parts of [FakeKeystore] that Java's security looks for. */
package org.assent.app.phone

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyFactorySpi
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreException
import java.security.KeyStoreSpi
import java.security.PrivateKey
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Signature
import java.security.SignatureSpi
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.KeySpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers

private fun wished(wish: AlgorithmParameterSpec): KeyGenParameterSpec = wish as KeyGenParameterSpec

private fun <T> made(spec: KeyGenParameterSpec, make: () -> T): T {
    FakeKeystore.refuse(spec)?.let { throw it }
    return make()
}

internal class FakePairs : KeyPairGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun initialize(bits: Int, random: SecureRandom?) = throw UnsupportedOperationException()

    override fun initialize(wish: AlgorithmParameterSpec, random: SecureRandom?) {
        spec = wished(wish)
    }

    override fun generateKeyPair(): KeyPair = made(spec) {
        val pair = KeyPairGenerator.getInstance("EC").apply { initialize(spec.algorithmParameterSpec) }.generateKeyPair()
        FakeKeystore.held[spec.keystoreAlias] = FakeKeystore.Entry(spec, pair, null)
        pair
    }
}

internal class FakeSecrets : KeyGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()

    override fun engineInit(bits: Int, random: SecureRandom?) = throw UnsupportedOperationException()

    override fun engineInit(wish: AlgorithmParameterSpec, random: SecureRandom?) {
        spec = wished(wish)
    }

    override fun engineGenerateKey(): SecretKey = made(spec) {
        val secret = KeyGenerator.getInstance("AES").apply { init(spec.keySize) }.generateKey()
        FakeKeystore.held[spec.keystoreAlias] = FakeKeystore.Entry(spec, null, secret)
        secret
    }
}

internal class FakeSignature : SignatureSpi() {
    private lateinit var entry: FakeKeystore.Entry
    private lateinit var real: Signature

    override fun engineInitSign(key: PrivateKey) {
        entry = (key as? FakeKeystore.FakeKey)?.entry ?: throw java.security.InvalidKeyException("not of this store")
        FakeKeystore.begin(entry)
        real = Signature.getInstance("SHA256withECDSA").apply { initSign(entry.pair!!.private) }
    }

    override fun engineUpdate(byte: Byte) = real.update(byte)

    override fun engineUpdate(bytes: ByteArray, from: Int, count: Int) = real.update(bytes, from, count)

    override fun engineSign(): ByteArray {
        FakeKeystore.finish(entry)
        return real.sign()
    }

    override fun engineInitVerify(key: PublicKey) = throw java.security.InvalidKeyException("it signs alone")

    override fun engineVerify(signature: ByteArray) = throw UnsupportedOperationException()

    @Deprecated("Java's own.")
    override fun engineSetParameter(name: String, value: Any) = throw UnsupportedOperationException()

    @Deprecated("Java's own.")
    override fun engineGetParameter(name: String): Any = throw UnsupportedOperationException()
}

/** What the store says of its keys. `KeyInfo` has no constructor for others, so its fields are set. */
internal class FakeFacts : KeyFactorySpi() {
    override fun <T : KeySpec> engineGetKeySpec(key: Key, kind: Class<T>): T {
        val spec = (key as FakeKeystore.FakeKey).entry.spec
        val info = Shadow.newInstanceOf(KeyInfo::class.java)
        set(info, "mUserAuthenticationRequired", spec.isUserAuthenticationRequired)
        set(info, "mInsideSecureHardware", true)
        set(info, "mUserAuthenticationType", runCatching { spec.userAuthenticationType }.getOrDefault(0))
        set(info, "mSecurityLevel", if (spec.isStrongBoxBacked) KeyProperties.SECURITY_LEVEL_STRONGBOX else KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT)
        return kind.cast(info)
    }

    /** Older versions of Android have fewer of them. */
    private fun set(info: KeyInfo, field: String, value: Any) {
        if (KeyInfo::class.java.declaredFields.any { it.name == field }) ReflectionHelpers.setField(info, field, value)
    }

    override fun engineGeneratePublic(spec: KeySpec): PublicKey = throw UnsupportedOperationException()

    override fun engineGeneratePrivate(spec: KeySpec): PrivateKey = throw UnsupportedOperationException()

    override fun engineTranslateKey(key: Key): Key = throw UnsupportedOperationException()
}

internal class FakeStore : KeyStoreSpi() {
    override fun engineGetKey(alias: String, password: CharArray?): Key? = FakeKeystore.held[alias]?.key

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = FakeKeystore.held[alias]?.let { FakeKeystore.chainOf(it).toTypedArray() }

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCreationDate(alias: String) = Date(0)

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = throw KeyStoreException()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = throw KeyStoreException()

    override fun engineSetCertificateEntry(alias: String, certificate: Certificate?) = throw KeyStoreException()

    override fun engineDeleteEntry(alias: String) {
        FakeKeystore.held.remove(alias)
    }

    override fun engineAliases(): Enumeration<String> = Collections.enumeration(FakeKeystore.held.keys)

    override fun engineContainsAlias(alias: String) = FakeKeystore.held.containsKey(alias)

    override fun engineSize() = FakeKeystore.held.size

    override fun engineIsKeyEntry(alias: String) = engineContainsAlias(alias)

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

    override fun engineStore(out: OutputStream?, password: CharArray?) = Unit

    override fun engineLoad(input: InputStream?, password: CharArray?) = Unit
}
