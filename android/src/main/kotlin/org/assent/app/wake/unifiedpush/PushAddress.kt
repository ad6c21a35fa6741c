package org.assent.app.wake.unifiedpush

import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.util.Base64
import org.assent.app.bridge.PushAddress

/**
 * An endpoint with keys for its messages (RFC 8291). The private half is thrown away: a push says only that something came, so nobody need
 * ever read one.
 */
internal fun addressOf(endpoint: String): PushAddress {
    val pair = KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }.generateKeyPair()
    val point = (pair.public as ECPublicKey).w
    val bytes = byteArrayOf(UNCOMPRESSED) + fixed(point.affineX) + fixed(point.affineY)
    return PushAddress(endpoint, encoded(bytes), encoded(ByteArray(AUTH_BYTES).also(SecureRandom()::nextBytes)))
}

private fun fixed(number: java.math.BigInteger): ByteArray =
    number.toByteArray().takeLast(COORDINATE_BYTES).toByteArray().let { ByteArray(COORDINATE_BYTES - it.size) + it }

private fun encoded(bytes: ByteArray): String = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)

private const val UNCOMPRESSED: Byte = 4
private const val COORDINATE_BYTES = 32
private const val AUTH_BYTES = 16
