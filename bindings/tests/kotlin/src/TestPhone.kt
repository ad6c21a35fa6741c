/** What a phone brings: keys that sign (in software here), a clock and a log. */
import java.io.File
import java.nio.file.Files
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec
import org.assent.core.*

val HERE = Phone("Ada's Kotlin", null, "Debian", "test")
val NEW = Phone("Ada's new phone", null, "Debian", "test")

/** Signs DER as Keystore does. [broken] stands for what a person or the hardware may do. */
class SoftwareKeys : HardwareKeys {
    private val keys = ConcurrentHashMap<Pair<String, KeyPurpose>, KeyPair>()
    private val vaultKey = SecretKeySpec(ByteArray(32).also(SecureRandom()::nextBytes), "AES")
    @Volatile var broken: Throwable? = null
    val count get() = keys.size

    override fun make(account: String, purpose: KeyPurpose, challenge: ByteArray?): ByteArray {
        val generator = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }
        val pair = generator.generateKeyPair()
        keys[account to purpose] = pair
        return pair.public.encoded
    }

    override fun attestation(account: String): List<ByteArray> = emptyList()

    override fun sign(account: String, purpose: KeyPurpose, message: ByteArray): ByteArray {
        broken?.let { throw it }
        val pair = keys[account to purpose] ?: throw PlatformException.KeyGone()
        return Signature.getInstance("SHA256withECDSA").run { initSign(pair.private); update(message); sign() }
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
        cipher(Cipher.DECRYPT_MODE, wrapped.copyOf(12)).doFinal(wrapped, 12, wrapped.size - 12)
    } catch (_: AEADBadTagException) {
        throw PlatformException.KeyGone()
    }

    override fun assurance(account: String) = Assurance.SOFTWARE

    override fun userVerification(account: String) = UserVerification.PRESENCE

    private fun cipher(mode: Int, nonce: ByteArray) =
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, vaultKey, GCMParameterSpec(128, nonce)) }
}

/** The machine's clock, until it is set. */
class TestClock : AppClock {
    @Volatile var now: Long? = null

    override fun nowSecs() = now ?: (System.currentTimeMillis() / 1000)
}

/** Keeps its lines. */
class TestLog : AppLog {
    val lines = CopyOnWriteArrayList<String>()

    override fun write(line: String) {
        lines.add(line)
    }
}

/** An app with a vault of its own, which is open. */
class TestPhone private constructor() {
    val keys = SoftwareKeys()
    val clock = TestClock()
    val log = TestLog()
    val app = AssentApp(Files.createTempDirectory(folders.toPath(), "phone").toString(), keys, clock, log)

    /** Links the whole way, the link code typed at the portal. */
    suspend fun link(scene: Scene): Link {
        val ticket = scene.act("ticket")
        val link = app.link(ticket["text"].asString, HERE, null)
        check(scene.act("confirm", "id" to ticket["id"].asString, "code" to link.linkCode!!)["is_linked"].asBoolean)
        app.confirmLinked(link.account, null)
        return link
    }

    /** The one request that waits. */
    suspend fun request(): Request = until { it.requests.isNotEmpty() }.requests.single()

    /** The first picture that is so. */
    suspend fun until(isThere: (Update) -> Boolean): Update {
        repeat(20) { app.watch(20u, null).let { if (isThere(it)) return it } }
        error("it did not come")
    }

    /** The one login that this scene's wiki asks about, answered; gives the request. */
    suspend fun answers(scene: Scene, answer: Answer = Answer.APPROVE): Request {
        val asked = scene.ask()
        val request = request()
        app.answer(request.id, answer, null)
        check(scene.status(asked) == if (answer == Answer.APPROVE) "approved" else "denied")
        return request
    }

    /** Without that it locks by itself. */
    fun setClock(now: Long) {
        app.changeLockSettings(LockSettings(null, false))
        clock.now = now
    }

    companion object {
        private val folders: File = Files.createTempDirectory("assent").toFile()

        init {
            Runtime.getRuntime().addShutdownHook(Thread { folders.deleteRecursively() })
            // Without this, a library of another make would be called by wrong signatures.
            uniffiEnsureInitialized()
        }

        suspend fun make(pin: ByteArray? = null) = TestPhone().apply { app.create(pin) }

        /** One that is linked to all of these. */
        suspend fun linked(vararg scenes: Scene) = make().apply { for (scene in scenes) link(scene) }
    }
}
