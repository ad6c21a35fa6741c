/** How long the whole list and unlocking take; run by bindings/bench/run.sh, not by `make test`. */
import kotlin.time.DurationUnit
import kotlin.time.measureTime
import kotlinx.coroutines.runBlocking
import org.assent.core.OnDuplicate
import org.assent.core.Way
import org.junit.Assert.assertEquals
import org.junit.Test

private const val LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
private const val ROUNDS = 1000
private const val UNLOCKS = 15

private val PIN = "480137".toByteArray()

class ListBench {
    @Test fun `lists and unlocking`() = runBlocking {
        measure(accounts = 1000, listGoal = " (goal: at most 5)", unlockGoal = " (goal: at most 50)")
        measure(accounts = 50)
    }

    private suspend fun measure(accounts: Int, listGoal: String = "", unlockGoal: String = "") {
        val phone = TestPhone.make(PIN)
        for (n in 0 until accounts) {
            val secret = "JBSWY3DPEHPK3P" + LETTERS[n / 32] + LETTERS[n % 32]
            phone.app.addOtpauth("otpauth://totp/Shop%20$n:ada$n?secret=$secret&issuer=Shop%20$n", OnDuplicate.KEEP_BOTH)
        }
        tell("list of $accounts accounts", listGoal, ROUNDS) { check(phone, accounts) }
        tell("unlock by the hardware, and the list of $accounts", unlockGoal, UNLOCKS) {
            phone.app.lock()
            phone.app.unlock(Way.Hardware)
            check(phone, accounts)
        }
        tell("unlock by the PIN (Argon2id), and the list of $accounts", "", UNLOCKS) {
            phone.app.lock()
            phone.app.unlock(Way.Pin(PIN))
            check(phone, accounts)
        }
    }

    private fun check(phone: TestPhone, accounts: Int) {
        val list = phone.app.accounts()
        assertEquals(accounts, list.size)
        assertEquals(accounts, list.count { it.code != null })
    }

    private inline fun tell(what: String, goal: String, rounds: Int, work: () -> Unit) {
        val took = List(rounds) { measureTime(work).toDouble(DurationUnit.MILLISECONDS) }.sorted()
        println("$what: p50 ${"%.2f".format(took[rounds / 2])} ms, best ${"%.2f".format(took[0])} ms$goal")
    }
}
