/** The lock of the app. The Python and Swift programs do the same, under the same names. */
import kotlinx.coroutines.runBlocking
import org.assent.core.*
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

private const val PIN = "480137"

private fun pin(digits: String) = Way.Pin(digits.toByteArray())

class LockTest {
    @Test fun `a wrong PIN says the tries left and ten disable it`() = runBlocking {
        val phone = TestPhone.make(PIN.toByteArray())
        val key = phone.app.makeRecoveryKey()
        phone.app.lock()
        for (triesLeft in 9 downTo 0) {
            val wrong = refused<AppException.WrongPin> { phone.app.unlock(pin("480138")) }
            assertEquals(triesLeft.toUInt(), wrong.triesLeft)
        }
        val disabled = refused<AppException.NoWayIn> { phone.app.unlock(pin(PIN)) }
        assertEquals("error-pin-disabled", disabled.key)
        assertEquals(0u, phone.app.status().pinTriesLeft)
        phone.app.unlock(Way.RecoveryKey(key.decodeToString().lowercase().toByteArray()))
        phone.app.setPin("730148".toByteArray())
        phone.app.lock()
        phone.app.unlock(pin("730148"))
        assertTrue(phone.app.accounts().isEmpty())
    }

    @Test fun `it locks by itself`() = runBlocking {
        val phone = TestPhone.make()
        phone.app.changeLockSettings(LockSettings(null, false))
        phone.clock.now = 2_000_000_000
        phone.app.changeLockSettings(LockSettings(60u, false))
        phone.clock.now = 2_000_000_059
        assertTrue(phone.app.touch() && phone.app.wentToBackground() && phone.app.cameBack())
        phone.clock.now = 2_000_000_119
        assertFalse(phone.app.cameBack())
        refused<AppException.Locked> { phone.app.accounts() }
        Unit
    }

    @Test fun `whatever is pushed, it only says that something came`() = runBlocking {
        val phone = TestPhone.make()
        phone.app.lock()
        for (push in listOf(ByteArray(0), ByteArray(5000) { -1 }, "{\"approve\": true}".toByteArray())) phone.app.woken(push)
        val status = phone.app.status()
        assertTrue(status.somethingArrived && status.isLocked)
        phone.app.unlock(Way.Hardware)
        assertFalse(phone.app.status().somethingArrived)
        phone.app.woken(ByteArray(1))
        assertTrue(phone.app.look().requests.isEmpty())
    }
}
