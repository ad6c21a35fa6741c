"""Requests of several servers at once. The Kotlin and Swift programs do the same, under the same names."""

import asyncio
import time
import unittest

from assent import Answer, AppError, Way
from phone import TestPhone
from scene import Scene


class ServersTest(unittest.IsolatedAsyncioTestCase):
    async def linked(self):
        home, work = Scene(), Scene()
        phone = await TestPhone.linked(home, work)
        return home, work, phone, phone.app.accounts()[1].id

    async def test_requests_of_two_servers_stand_in_one_list(self):
        home, work, phone, at_work = await self.linked()
        home.ask()
        asked = work.ask()
        update = await phone.until(lambda update: len(update.requests) == 2)
        self.assertTrue(update.is_crowded)
        [request] = [it for it in update.requests if it.account == at_work]
        await phone.app.answer(request.id, Answer.DENY, None)
        self.assertEqual(work.status(asked), "denied")
        update = await phone.app.watch(0, None)
        self.assertEqual((len(update.requests), update.is_crowded), (1, False))

    async def test_a_server_that_is_down_holds_up_no_other(self):
        home, work, phone, at_work = await self.linked()
        work.act("stop")
        update = await phone.until(lambda update: update.unreachable)
        [failed] = update.unreachable
        self.assertEqual((failed.account, failed.key), (at_work, "error-no-network"))
        begun = time.monotonic()
        await phone.answers(home)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual([it.account for it in (await phone.app.watch(0, None)).unreachable], [at_work])
        work.act("start")
        phone.app.network_changed()
        update = await phone.until(lambda update: update.reached_again)
        self.assertEqual((update.reached_again, update.unreachable), ([at_work], []))
        await phone.answers(work)

    async def test_a_bell_makes_a_line_that_rests_ask_now(self):
        _, work, phone, at_work = await self.linked()
        work.act("stop")
        await phone.until(lambda update: update.unreachable)
        # By then it has failed four times, and rests for seconds.
        await phone.app.watch(7, None)
        work.act("start")
        self.assertEqual((await phone.app.watch(0, None)).reached_again, [])
        phone.app.woken(b"\xff")
        self.assertEqual((await phone.app.watch(3, None)).reached_again, [at_work])

    async def test_locking_lets_go_of_lines_that_are_held(self):
        home, _, phone, _ = await self.linked()
        # By connections that carried nothing before, one of them with an answer that nobody took yet.
        phone.app.network_changed()
        self.assertEqual((await phone.app.watch(1, None)).requests, [])
        asked = home.ask()
        await asyncio.sleep(0.5)
        phone.app.lock()
        with self.assertRaises(AppError.Locked):
            await phone.app.watch(0, None)
        await phone.app.unlock(Way.HARDWARE())
        request = await phone.request()
        await phone.app.answer(request.id, Answer.DENY, None)
        self.assertEqual(home.status(asked), "denied")


if __name__ == "__main__":
    unittest.main()
