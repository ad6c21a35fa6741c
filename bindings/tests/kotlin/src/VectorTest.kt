/** The shared vectors (tests/vectors), through the bindings and by Java's own means. */
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import java.math.BigInteger
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.MessageDigest
import java.security.PublicKey
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec
import java.util.Base64
import java.util.HexFormat
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

private fun hex(text: String): ByteArray = HexFormat.of().parseHex(text)

private fun unbase64(text: String): ByteArray = Base64.getUrlDecoder().decode(text)

/** RFC 7515, without the bindings: the claims, if the key signed them. */
private fun ownCheck(case: JsonObject): String {
    val (header, payload, signature) = case.text("compact").split(".")
    val valid = Signature.getInstance("SHA256withECDSAinP1363Format").run {
        initVerify(ownKey(JsonParser.parseString(case.text("key")).asJsonObject))
        update("$header.$payload".toByteArray())
        verify(unbase64(signature))
    }
    check(valid) { "the signature does not fit" }
    return unbase64(payload).decodeToString()
}

private val P256: ECParameterSpec =
    AlgorithmParameters.getInstance("EC").apply { init(ECGenParameterSpec("secp256r1")) }.getParameterSpec(ECParameterSpec::class.java)

private fun ownKey(jwk: JsonObject): PublicKey {
    val (x, y) = listOf("x", "y").map { BigInteger(1, unbase64(jwk.text(it))) }
    return KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(ECPoint(x, y), P256))
}

private fun uriOf(case: JsonObject) =
    case.text("uri").replace("{filler}", "a".repeat(case["filler"]?.asInt ?: 0))

class VectorTest {
    private fun checkMessage(case: JsonObject) {
        val (issuer, audience, key) = listOf("issuer", "audience", "key").map(case::text)
        val input = probeSigningInput(
            case.text("kind"), case.text("message"), issuer, audience, case["issued_at"].asLong,
            case["expires_at"].asLong, hex(case.text("jti_hex")), key,
        )
        assertEquals(case.text("input"), input)
        assertEquals(case.text("claims"), probeOpen(case.text("kind"), case.text("compact"), issuer, audience, key))
        assertEquals(case.text("claims"), ownCheck(case))
    }

    @Test fun `messages are signed and opened as written`() = read("messages.json").cases("good").forEach(::checkMessage)

    @Test fun `generated messages are signed and opened as written`() {
        val lines = File(System.getenv("ASSENT_MESSAGES")).readLines()
        lines.forEach { checkMessage(JsonParser.parseString(it).asJsonObject) }
        assertEquals(10_000, lines.size)
    }

    @Test fun `hostile messages are refused by name`() {
        for (case in read("messages.json").cases("refused")) {
            val (kind, compact, issuer, audience, key) = listOf("kind", "compact", "issuer", "audience", "key").map(case::text)
            val refused = assertThrows(case.text("name"), AppException.Untrusted::class.java) {
                probeOpen(kind, compact, issuer, audience, key)
            }
            assertEquals(case.text("name"), case.text("refusal"), refused.detail)
            if (case.text("name") in listOf("a flipped bit", "signed by a stranger")) {
                assertThrows(IllegalStateException::class.java) { ownCheck(case) }
            }
        }
    }

    @Test fun `hashes, link codes and tickets are as written`() {
        val messages = read("messages.json")
        for (case in messages.cases("hashes")) {
            assertEquals(case.text("sha256"), probeSha256(case.text("text").toByteArray()))
            val own = MessageDigest.getInstance("SHA-256").digest(case.text("text").toByteArray())
            assertEquals(case.text("sha256"), Base64.getUrlEncoder().withoutPadding().encodeToString(own))
        }
        for (case in messages.cases("link_codes")) {
            val code = probeLinkCode(hex(case.text("secret_hex")), case.text("enrol"), case.text("enrolled"))
            assertEquals(case.text("code"), code)
        }
        for (case in read("tickets.json").cases("good")) {
            val ticket = probeTicket(case.text("text"))
            assertEquals(
                listOf("server_url", "server_id", "id", "secret_hex", "text").map(case::text),
                listOf(ticket.serverUrl, ticket.serverId, ticket.id, HexFormat.of().formatHex(ticket.secret), ticket.printed),
            )
            assertEquals(case.textOrNull("tls_pin_hex"), ticket.tlsPin?.let(HexFormat.of()::formatHex))
        }
        for (case in read("tickets.json").cases("bad")) {
            val refused = assertThrows(AppException.BadInput::class.java) { probeTicket(case.text("text")) }
            assertEquals(case.text("key"), refused.key)
        }
    }

    @Test fun `codes are as written`() {
        val counted = read("otp/rfc4226_d.json")
        counted.getAsJsonArray("codes").forEachIndexed { count, code ->
            assertEquals(code.asString, probeCode("hotp", "SHA1", hex(counted.text("secret_hex")), 6u, count.toLong()))
        }
        for (case in read("otp/rfc6238_b.json").cases("cases")) {
            val code = probeCode("totp", case.text("algorithm"), hex(case.text("secret_hex")), 8u, case["at"].asLong)
            assertEquals(case.text("code"), code)
        }
        val steam = read("otp/steam.json")
        for (case in steam.cases("cases")) {
            val code = probeCode("steam", "SHA1", hex(steam.text("secret_hex")), 5u, case["at"].asLong)
            assertEquals(case.text("code"), code)
        }
    }

    @Test fun `addresses are read, printed and refused as written`() {
        val addresses = read("otp/addresses.json")
        for (case in addresses.cases("good")) {
            val (address, parts) = probeAddress(uriOf(case)) to case.getAsJsonObject("parts")
            val expected = listOf("kind", "issuer", "account", "algorithm", "digits", "period_secs", "counter", "secret_hex")
            val read = listOf(
                address.kind, address.issuer, address.account, address.algorithm, address.digits.toString(),
                address.periodSecs?.toString(), address.counter?.toString(), HexFormat.of().formatHex(address.secret),
            )
            assertEquals(case.text("name"), expected.map(parts::textOrNull), read)
            assertEquals(case.textOrNull("printed") ?: address.printed, address.printed)
        }
        for (case in addresses.cases("bad")) {
            val refused = assertThrows(AppException.BadInput::class.java) { probeAddress(uriOf(case)) }
            assertEquals(case.text("name"), case.text("error"), refused.detail)
        }
    }

    @Test fun `refusals become the errors that are written`() {
        for (case in read("errors.json").cases("cases")) {
            val refused = assertThrows(AppException::class.java) { probeError(case.text("of")) }
            assertEquals(case.text("error"), refused.javaClass.simpleName)
            assertTrue("$refused", "key=${case.text("key")}," in refused.message!!)
        }
    }
}
