package org.assent.app

import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** Linking without a computer (A2). */
@RunWith(AppRunner::class)
@Config(application = TestApplication::class, qualifiers = PHONE)
class SignInFlowTest {
    private val walk = Walk()
    private val hand = walk.hand

    @Test
    fun who_signs_in_on_this_phone_is_linked_without_a_code_and_answers() {
        hand.touch(R.id.add)
        hand.press("Sign in on this phone")
        hand.type("Address of the server", walk.scene.origin)
        hand.press("Continue")
        SystemWindows(hand).signsIn(walk.scene)
        hand.sees("From now on this phone answers for ${walk.scene.account}.")
        hand.press("Done")
        walk.asked()
        hand.press("YES")
        hand.sees("Approved")
    }
}
