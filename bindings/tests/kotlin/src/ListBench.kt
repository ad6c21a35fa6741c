/** How long the whole list takes; run by bindings/bench/run.sh, not by `make test`. */
import kotlin.time.DurationUnit
import kotlin.time.measureTime
import kotlin.time.measureTimedValue
import kotlinx.coroutines.runBlocking
import org.assent.core.OnDuplicate
import org.assent.core.Way
import org.junit.Assert.assertEquals
import org.junit.Test

private const val ACCOUNTS = 1000
private const val ROUNDS = 200

class ListBench {
    @Test fun `the list of a thousand accounts`() = runBlocking {
        val phone = TestPhone.make()
        val letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        for (n in 0 until ACCOUNTS) {
            val secret = "JBSWY3DPEHPK3P" + letters[n / 32] + letters[n % 32]
            phone.app.addOtpauth("otpauth://totp/Shop%20$n:ada$n?secret=$secret&issuer=Shop%20$n", OnDuplicate.KEEP_BOTH)
        }
        phone.app.lock()
        val opened = measureTime { phone.app.unlock(Way.Hardware) }
        val (list, first) = measureTimedValue { phone.app.accounts() }
        assertEquals(ACCOUNTS, list.size)
        assertEquals(ACCOUNTS, list.count { it.code != null })
        val took = List(ROUNDS) { measureTime { phone.app.accounts() }.toDouble(DurationUnit.MILLISECONDS) }.sorted()
        println("unlock and first list of $ACCOUNTS accounts: ${(opened + first).inWholeMicroseconds / 1000.0} ms (goal: at most 50)")
        println("list of $ACCOUNTS accounts: p50 ${"%.2f".format(took[ROUNDS / 2])} ms, best ${"%.2f".format(took[0])} ms (goal: at most 5)")
    }
}
