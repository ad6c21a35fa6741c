package org.assent.app

import java.nio.file.Files
import kotlinx.coroutines.runBlocking
import org.assent.app.phone.Nobody
import org.assent.app.platform.keys.KeystoreKeys
import org.assent.core.Answer
import org.assent.core.AssentApp
import org.assent.core.Departure
import org.assent.core.Phone

/** Another phone of Ada's, without screens. */
class OtherPhone {
    private val me = Phone("Ada’s other phone", null, "Debian", "test")
    private val app = AssentApp(Files.createTempDirectory("other").toString(), KeystoreKeys(Nobody, hasStrongBox = false), null, null)
    val name get() = me.name

    init {
        runBlocking { app.create(null) }
    }

    fun linked(scene: Scene): OtherPhone = runBlocking {
        val ticket = scene.act("ticket")
        val link = app.link(ticket["text"].asString, me, null)
        check(scene.act("confirm", "id" to ticket["id"].asString, "code" to link.linkCode!!)["is_linked"].asBoolean)
        app.confirmLinked(link.account, null)
        this@OtherPhone
    }

    /** The one request that waits. */
    fun answers(answer: Answer) = runBlocking {
        val request = generateSequence { runBlocking { app.watch(20u, null) } }.take(20).first { it.requests.isNotEmpty() }.requests.single()
        app.answer(request.id, answer, null)
    }

    fun beginsMove(): Departure = runBlocking { app.moveOut() }

    fun finishes(move: Departure, code: String): Int = runBlocking { app.finishMove(move, code).moved.size }

    /** Scans an old phone's picture; gives the accounts that came. */
    fun scans(text: String): List<String> = runBlocking { app.moveIn(text, me).arrived.map { it.account } }

    fun codeFor(accounts: List<String>): String = app.moveCode(accounts)

    /** The account on this server. */
    fun accountAt(scene: Scene): String = app.accounts().single { it.serverUrl == scene.origin }.id

    /** Those that the old phone did not sign for. */
    fun confirms(accounts: List<String>): List<String> = runBlocking { app.confirmMoved(accounts, null).map { it.key } }
}
