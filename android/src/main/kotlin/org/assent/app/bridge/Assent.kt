package org.assent.app.bridge

import kotlinx.coroutines.CoroutineDispatcher
import org.assent.core.AppClock
import org.assent.core.AppLog
import org.assent.core.AssentApp
import org.assent.core.CodeKind
import org.assent.core.HardwareKeys
import org.assent.core.LinkHealth
import org.assent.core.LockSettings
import org.assent.core.Phone
import org.assent.core.PushEndpoint
import org.assent.core.TypedCodes
import org.assent.core.Way

/** The core, as the screens call it: nothing throws, nothing holds up the main thread. One call a screen or an action. */
class Assent(
    folder: String,
    keys: HardwareKeys,
    clock: AppClock?,
    log: AppLog?,
    /** What servers show of this phone. */
    private val phone: Phone,
    worker: CoroutineDispatcher,
) : Calls(worker) {
    private val app = AssentApp(folder, keys, clock, log)

    val transfers = Transfers(app, worker)
    val moves = Moves(app, phone, worker)
    val repairs = Repairs(app, phone, worker)

    suspend fun status(): Got<Status> = got { app.status() }

    /** Makes the vault; open afterwards. */
    suspend fun create(pin: ByteArray?): Got<Unit> = got { app.create(pin) }

    /** The person is out; what works in the background goes on with the open vault. */
    suspend fun leaveToWork(): Got<Unit> = got { app.leaveToWork() }

    /** Whether the person was away for too long, or not. */
    suspend fun isStillOpen(): Got<Boolean> = got { app.lockIfIdle() }

    suspend fun unlockByHardware(): Got<Unit> = got { app.unlock(Way.Hardware) }

    /** [pin] is cleared. */
    suspend fun unlockByPin(pin: ByteArray): Got<Unit> = got { app.unlock(Way.Pin(pin)) }.also { pin.fill(0) }

    /** [key] is cleared. */
    suspend fun unlockByRecoveryKey(key: ByteArray): Got<Unit> = got { app.unlock(Way.RecoveryKey(key)) }.also { key.fill(0) }

    suspend fun lock(): Got<Unit> = got { app.lock() }

    /** [pin] is cleared. */
    suspend fun setPin(pin: ByteArray): Got<Unit> = got { app.setPin(pin) }.also { pin.fill(0) }

    suspend fun removePin(): Got<Boolean> = got { app.removePin() }

    /** A new recovery key, to be shown once; an older one opens nothing any more. */
    suspend fun makeRecoveryKey(): Got<ByteArray> = got { app.makeRecoveryKey() }

    /** After so many seconds without a touch it locks by itself; null: never. */
    suspend fun idleSecs(): Got<Long?> = got { app.lockSettings().idleSecs?.toLong() }

    suspend fun lockAfter(secs: Long?): Got<Unit> =
        got { app.changeLockSettings(LockSettings(secs?.toUInt(), app.lockSettings().inBackground)) }

    /** Whether it is still open. */
    suspend fun touch(): Got<Boolean> = got { app.touch() }

    suspend fun wentToBackground(): Got<Boolean> = got { app.wentToBackground() }

    suspend fun cameBack(): Got<Boolean> = got { app.cameBack() }

    suspend fun accounts(): Got<List<Account>> = got { app.accounts() }

    /** What is damaged and was set aside; the rest is as readable as before. */
    suspend fun damaged(): Got<List<DamagedRecord>> = got { app.damaged() }

    /** Gives it up; false when it is not damaged any more. */
    suspend fun forgetDamaged(record: DamagedRecord): Got<Boolean> = got { app.forgetDamaged(record) }

    /** Those that fit all words. */
    suspend fun search(query: String): Got<List<Account>> = got { app.search(query) }

    /** The next code of an account that counts. */
    suspend fun useCode(account: String): Got<Code> = got { app.useCode(account) }

    /** A push came: whatever is in it, a watch asks now; locked, the status says that something came. */
    suspend fun woken(push: ByteArray): Got<Unit> = got { app.woken(push) }

    suspend fun networkChanged(): Got<Unit> = got { app.networkChanged() }

    /** Tells an account's server where this phone is woken; gives whether it took that. */
    suspend fun tellPush(account: String, address: PushAddress): Got<Boolean> = got {
        app.repair(account, PushEndpoint.WebPush(address.endpoint, address.p256dh, address.auth)) == LinkHealth.WORKS
    }

    /** Waits up to [waitSecs] until something changed. */
    suspend fun watch(waitSecs: Int): Got<Update> = cancellable { app.watch(waitSecs.toUInt(), it) }

    suspend fun look(): Got<Update> = got { app.look() }

    suspend fun answer(request: String, answer: Answer, number: String?): Got<Answered> =
        got { app.answer(request, answer, number) }

    /** Links with the text of a QR; go on with [confirmLinked]. */
    suspend fun link(ticket: String): Got<Link> = cancellable { app.link(ticket, phone, it) }

    /** Starts a sign-in at a server's page, which calls back to [REDIRECT]. */
    suspend fun startSignIn(server: String): Got<SignInPage> =
        got { app.startSignIn(server, REDIRECT, phone.name).let { SignInPage(it.address(), it) } }

    /** Links with what the browser brought; there is no link code. */
    suspend fun finishSignIn(page: SignInPage, callback: String): Got<Link> =
        cancellable { app.finishSignIn(page.core, callback, phone, it) }

    /** Adds another website's codes by what was typed: time-based ones, as nearly all are. Gives the account. [key] is cleared. */
    suspend fun addTyped(website: String, name: String, key: ByteArray, how: OnDuplicate): Got<String> = got {
        app.addTyped(TypedCodes(website, name, key, CodeKind.TIMED, null, null, null, null), how)
    }.also { key.fill(0) }

    /** Removes an account with its keys; its server is told. */
    suspend fun remove(account: String, forgetLocally: Boolean): Got<Unit> = got { app.remove(account, forgetLocally) }

    suspend fun rename(account: String, label: String?): Got<Unit> = got { app.rename(account, label) }

    /** In the list, from 0. */
    suspend fun moveTo(account: String, place: Int): Got<Unit> = got { app.moveTo(account, place.toUInt()) }

    suspend fun paint(account: String, colour: Colour?): Got<Unit> = got { app.paint(account, colour) }

    /** No requests until [until], in Unix seconds; null: again. */
    suspend fun quiet(account: String, until: Long?): Got<Unit> = got { app.quiet(account, until) }

    suspend fun history(): Got<List<HistoryEntry>> = got { app.history() }

    /** The receipt of an answer, as a file. */
    suspend fun receipt(request: String): Got<ByteArray> = got { app.receipt(request) }

    /** Waits until the link code was typed on the computer. */
    suspend fun confirmLinked(account: String): Got<Unit> = cancellable { app.confirmLinked(account, it) }

    companion object {
        /** Where a sign-in page calls back: servers take `assent:` addresses alone. */
        const val REDIRECT = "assent:signed-in"
    }
}
