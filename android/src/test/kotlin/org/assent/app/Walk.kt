package org.assent.app

import com.google.gson.JsonObject
import kotlinx.coroutines.runBlocking
import org.assent.app.bridge.orNull

/** Ada's phone in her hand, and a server that has an account of hers. */
class Walk(val scene: Scene = Scene(), val hand: Hand = Hand()) {
    /** Links by touching the screens, with the list before her at the end. [confirm]: where the phone asks for her finger. */
    fun linked(to: Scene = scene, confirm: () -> Unit = {}): Walk {
        val ticket = begins(to, confirm)
        typesLinkCode(hand, to, ticket)
        hand.sees("From now on this phone answers for ${to.account}.")
        hand.press("Done")
        hand.sees(to.account)
        return this
    }

    /** As far as the server is asked; gives the ticket. */
    fun begins(to: Scene = scene, confirm: () -> Unit = {}): JsonObject {
        hand.sees("Accounts")
        hand.touch(R.id.add)
        hand.press("Type it in")
        val ticket = to.act("ticket")
        hand.type("Key", ticket["text"].asString)
        hand.press("Add")
        confirm()
        return ticket
    }

    /** The same on a phone with a lock: each new key wants the finger. */
    fun linkedByFinger(to: Scene = scene): Walk {
        hand.lockPhone()
        return linked(to) { hand.prompt().confirm() }
    }

    /** A distributor knows this phone by [token], for the one account that there is. */
    fun knownBy(token: String) {
        val account = runBlocking { hand.parts.assent.accounts().orNull()!!.single().id }
        hand.app.getSharedPreferences("unifiedpush", 0).edit().putString("token.$account", token).apply()
    }

    /** Somebody signs in with Ada's password. */
    fun asked(withNumber: Boolean = false, secs: Int = 0) = scene.ask(withNumber, secs).also { hand.sees("Are you signing in to Wiki?") }

    companion object {
        /** Types what the phone shows on the computer. */
        fun typesLinkCode(hand: Hand, to: Scene, ticket: JsonObject) {
            hand.sees("Type this on the computer")
            check(to.act("confirm", "id" to ticket["id"].asString, "code" to shownCode(hand))["is_linked"].asBoolean)
        }

        /** The six digits on the screen. */
        fun shownCode(hand: Hand): String =
            hand.until("six digits") { hand.texts().filter(Regex("[0-9]{3}")::matches).takeIf { it.size == 2 }?.joinToString("") }
    }
}
