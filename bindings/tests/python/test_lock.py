"""The lock of the app. The Kotlin and Swift programs do the same, under the same names."""

import unittest

from assent import AppError, LockSettings, Way
from phone import TestPhone

PIN = b"480137"


def pin(digits):
    return Way.PIN(pin=digits)


class LockTest(unittest.IsolatedAsyncioTestCase):
    async def test_a_wrong_pin_says_the_tries_left_and_ten_disable_it(self):
        phone = await TestPhone.make(PIN)
        key = phone.app.make_recovery_key()
        phone.app.lock()
        for tries_left in range(9, -1, -1):
            with self.assertRaises(AppError.WrongPin) as wrong:
                await phone.app.unlock(pin(b"480138"))
            self.assertEqual(wrong.exception.tries_left, tries_left)
        with self.assertRaises(AppError.NoWayIn) as disabled:
            await phone.app.unlock(pin(PIN))
        self.assertEqual(disabled.exception.key, "error-pin-disabled")
        self.assertEqual(phone.app.status().pin_tries_left, 0)
        await phone.app.unlock(Way.RECOVERY_KEY(key=key.lower()))
        await phone.app.set_pin(b"730148")
        phone.app.lock()
        await phone.app.unlock(pin(b"730148"))
        self.assertEqual(phone.app.accounts(), [])

    async def test_it_locks_by_itself(self):
        phone = await TestPhone.make()
        phone.app.change_lock_settings(LockSettings(idle_secs=None, in_background=False))
        phone.clock.now = 2_000_000_000
        phone.app.change_lock_settings(LockSettings(idle_secs=60, in_background=False))
        phone.clock.now += 59
        self.assertTrue(phone.app.touch() and phone.app.went_to_background() and phone.app.came_back())
        phone.clock.now += 60
        self.assertFalse(phone.app.came_back())
        with self.assertRaises(AppError.Locked):
            phone.app.accounts()

    async def test_whatever_is_pushed_it_only_says_that_something_came(self):
        phone = await TestPhone.make()
        phone.app.lock()
        for push in (b"", b"\xff" * 5000, b'{"approve": true}'):
            phone.app.woken(push)
        status = phone.app.status()
        self.assertTrue(status.something_arrived and status.is_locked)
        await phone.app.unlock(Way.HARDWARE())
        self.assertFalse(phone.app.status().something_arrived)
        phone.app.woken(b"\x00")
        self.assertEqual((await phone.app.look()).requests, [])


if __name__ == "__main__":
    unittest.main()
