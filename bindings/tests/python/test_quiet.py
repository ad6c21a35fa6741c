"""No requests for a while (A15). The Kotlin and Swift programs do the same, under the same names."""

import time
import unittest

from assent import AppError, NoticeKind
from phone import TestPhone
from scene import Scene

HOUR = 3600


class QuietTest(unittest.IsolatedAsyncioTestCase):
    async def test_quiet_is_kept_by_the_server_and_told_to_all_phones(self):
        scene = Scene()
        phone, tablet = await TestPhone.linked(scene), await TestPhone.linked(scene)
        [account], until = phone.app.accounts(), int(time.time()) + HOUR
        await phone.app.quiet(account.id, until)
        self.assertEqual(phone.app.accounts()[0].quiet_until, until)
        self.assertEqual(scene.act("try-ask")["code"], "push-quiet")
        update = await tablet.until(lambda update: update.notices)
        self.assertIn(NoticeKind.QUIET(until=until), [notice.kind for notice in update.notices])
        scene.act("stop")
        scene.act("start")
        self.assertEqual(scene.act("try-ask")["code"], "push-quiet")
        self.assertEqual(tablet.app.accounts()[0].quiet_until, until)
        await tablet.app.quiet(tablet.app.accounts()[0].id, None)
        await phone.until(lambda update: update.notices)
        self.assertIsNone(phone.app.accounts()[0].quiet_until)
        await phone.answers(scene)

    async def test_quiet_for_all_says_which_server_could_not_be_told(self):
        home, work = Scene(), Scene()
        phone = await TestPhone.linked(home, work)
        at_home, at_work = phone.app.accounts()
        work.act("stop")
        until = int(time.time()) + HOUR
        [failed] = await phone.app.quiet_all(until)
        self.assertEqual((failed.account, failed.key), (at_work.id, "error-no-network"))
        self.assertEqual([account.quiet_until for account in phone.app.accounts()], [until, None])
        self.assertEqual(home.act("try-ask")["code"], "push-quiet")
        work.act("start")
        self.assertEqual(await phone.app.quiet_all(None), [])
        self.assertEqual(home.act("try-ask")["code"], "none")

    async def test_what_is_past_or_too_far_is_no_quiet(self):
        scene = Scene()
        phone = await TestPhone.linked(scene)
        [account] = phone.app.accounts()
        for until in (int(time.time()) - HOUR, int(time.time()) + 25 * HOUR):
            with self.assertRaises(AppError.BadInput) as refused:
                await phone.app.quiet(account.id, until)
            self.assertEqual(refused.exception.key, "error-bad-quiet")
        self.assertEqual(scene.act("try-ask")["code"], "none")


if __name__ == "__main__":
    unittest.main()
