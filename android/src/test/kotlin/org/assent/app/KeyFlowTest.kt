package org.assent.app

import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import java.security.ProviderException
import org.assent.app.phone.FakeKeystore
import org.assent.app.phone.ShadowPrompt
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** What the key store is asked for, and when the person is. */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE, shadows = [ShadowPrompt::class])
class KeyFlowTest {
    private val walk = Walk()
    private val hand = walk.hand

    @Test
    fun each_yes_wants_the_finger_and_no_wants_none() {
        link()
        val first = walk.asked()
        hand.press("YES")
        hand.prompt().confirm()
        hand.sees("Approved")
        assertEquals("approved", walk.scene.status(first))
        hand.press("Done")
        val second = walk.asked()
        hand.press("NO")
        hand.sees("Denied. Nobody got in.")
        assertEquals("denied", walk.scene.status(second))
        assertEquals(null, ShadowPrompt.asked)
    }

    @Test
    fun a_wrong_finger_may_try_again_and_who_cancels_is_asked_again() {
        link()
        val asked = walk.asked()
        hand.press("YES")
        hand.prompt().fail()
        hand.prompt().cancel()
        hand.sees("It was not confirmed")
        assertEquals("pending", walk.scene.status(asked))
        hand.press("YES")
        hand.prompt().confirm()
        hand.sees("Approved")
    }

    @Test
    fun the_approve_key_wants_the_person_and_no_other_does() {
        link()
        val approve = FakeKeystore.specs.entries.single { it.key.endsWith(".approve") }.value
        assertTrue(approve.isUserAuthenticationRequired && approve.isInvalidatedByBiometricEnrollment)
        if (SDK_INT >= VERSION_CODES.R) {
            assertEquals(KeyProperties.AUTH_BIOMETRIC_STRONG to 0, approve.userAuthenticationType to approve.userAuthenticationValidityDurationSeconds)
        } else {
            assertEquals("each use", -1, approve.userAuthenticationValidityDurationSeconds)
        }
        val others = FakeKeystore.specs.filterKeys { !it.endsWith(".approve") }.values
        assertEquals(2, others.size)
        others.forEach { assertFalse(it.isUserAuthenticationRequired) }
    }

    @Test
    fun the_approve_key_is_attested_and_no_other_is() {
        link()
        val (approve, others) = FakeKeystore.specs.entries.partition { it.key.endsWith(".approve") }
        assertEquals(32, approve.single().value.attestationChallenge?.size)
        others.forEach { assertEquals(it.key, null, it.value.attestationChallenge) }
    }

    @Test
    fun what_the_hardware_says_comes_to_the_server_which_takes_nothing_about_another_key() {
        FakeKeystore.attests = true
        hand.lockPhone()
        walk.begins(confirm = { hand.prompt().confirm() })
        hand.sees("The server refused. Sign in again, or ask who runs it.")
    }

    @Test
    fun hardware_that_fails_to_attest_gives_a_key_all_the_same() {
        FakeKeystore.attests = true
        FakeKeystore.refuse = { spec -> ProviderException("Failed to generate attestation").takeIf { spec.attestationChallenge != null } }
        link()
        assertEquals(null, FakeKeystore.specs.entries.single { it.key.endsWith(".approve") }.value.attestationChallenge)
    }

    @Test
    fun a_new_finger_ends_the_key_and_the_person_is_told_to_repair() {
        link()
        walk.asked()
        FakeKeystore.changeFingers()
        hand.press("YES")
        hand.sees("Repair the account.")
    }

    @Test
    @Config(application = StrongBoxApplication::class)
    fun a_strongbox_is_used_where_there_is_one() {
        link()
        assertTrue(FakeKeystore.specs.entries.single { it.key.endsWith(".approve") }.value.isStrongBoxBacked)
    }

    @Test
    @Config(application = StrongBoxApplication::class)
    fun a_strongbox_that_refuses_is_done_without() {
        FakeKeystore.refuse = { spec -> StrongBoxUnavailableException().takeIf { spec.isStrongBoxBacked } }
        link()
        val asked = walk.asked()
        hand.press("YES")
        hand.prompt().confirm()
        hand.sees("Approved")
        assertEquals("approved", walk.scene.status(asked))
    }

    private fun link() = walk.linkedByFinger()
}
