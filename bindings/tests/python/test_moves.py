"""From phone to phone (R1). The Kotlin and Swift programs do the same, under the same names."""

import unittest

from assent import AppError, OnDuplicate
from phone import HERE, NEW, TestPhone
from scene import Scene

CODES = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop"


async def scan(phone, departure):
    """The new phone takes the picture: what came, and the code that it shows."""
    arrival = await phone.app.move_in(departure.leaving().text, NEW)
    arrived = [link.account for link in arrival.arrived]
    return arrived, phone.app.move_code(arrived)


def other_than(code):
    return "000001" if code == "000000" else "000000"


class MoveTest(unittest.IsolatedAsyncioTestCase):
    async def test_all_accounts_move_with_one_code_and_the_old_phone_is_cut(self):
        home, work = Scene(), Scene()
        old, new = await TestPhone.linked(home, work), await TestPhone.make()
        linked, stays = {it.id for it in old.app.accounts()}, old.app.add_otpauth(CODES, OnDuplicate.REFUSE)
        old_code = old.app.accounts()[0].code.code
        departure = await old.app.move_out()
        leaving = departure.leaving()
        self.assertEqual((set(leaving.accounts), leaving.failed, leaving.codes_only), (linked, [], 1))
        arrived, code = await scan(new, departure)
        self.assertEqual((set(new.app.moving_in()), [it.is_pending for it in new.app.accounts()]), (set(arrived), [True, True]))
        with self.assertRaises(AppError.MoveCodeWrong) as wrong:
            await old.app.finish_move(departure, other_than(code))
        self.assertEqual((wrong.exception.tries_left, wrong.exception.key), (2, "error-move-code"))
        out = await old.app.finish_move(departure, code)
        self.assertEqual((set(out.moved), out.not_scanned, out.failed), (linked, [], []))
        self.assertEqual(await new.app.confirm_moved(arrived, None), [])
        self.assertEqual([it.id for it in old.app.accounts()], [stays])
        self.assertEqual(new.app.moving_in(), [])
        for scene in (home, work):
            self.assertEqual(scene.phones(), [NEW.name])
            await new.answers(scene)
        self.assertEqual(home.act("check-code", code=old_code)["result"], "wrong")

    async def test_a_code_that_is_wrong_three_times_stops_the_move(self):
        scene = Scene()
        old, thief = await TestPhone.linked(scene), await TestPhone.make()
        departure = await old.app.move_out()
        with self.assertRaises(AppError.BadInput) as early:
            await old.app.finish_move(departure, "123456")
        self.assertEqual(early.exception.key, "error-not-scanned")
        arrived, code = await scan(thief, departure)
        for tries_left in (2, 1):
            with self.assertRaises(AppError.MoveCodeWrong) as wrong:
                await old.app.finish_move(departure, other_than(code))
            self.assertEqual(wrong.exception.tries_left, tries_left)
        for typed in (other_than(code), code):
            with self.assertRaises(AppError.BadInput) as stopped:
                await old.app.finish_move(departure, typed)
            self.assertEqual(stopped.exception.key, "error-move-stopped")
        [failed] = await thief.app.confirm_moved(arrived, None)
        self.assertEqual((failed.account, failed.key), (arrived[0], "error-link-refused"))
        self.assertEqual((thief.app.accounts(), scene.phones()), ([], [HERE.name]))
        await old.answers(scene)

    async def test_a_picture_is_worth_nothing_once_the_move_was_stopped(self):
        scene = Scene()
        old, new = await TestPhone.linked(scene), await TestPhone.make()
        departure = await old.app.move_out()
        await old.app.stop_move(departure)
        arrival = await new.app.move_in(departure.leaving().text, NEW)
        self.assertEqual((arrival.arrived, [it.server_url for it in arrival.failed]), ([], [scene.origin]))
        self.assertEqual(new.app.accounts(), [])
        await old.answers(scene)

    async def test_what_is_on_a_server_that_is_down_moves_later(self):
        home, work = Scene(), Scene()
        old, new = await TestPhone.linked(home, work), await TestPhone.make()
        at_home, at_work = (it.id for it in old.app.accounts())
        departure = await old.app.move_out()
        arrived, code = await scan(new, departure)
        work.act("stop")
        with self.assertRaises(AppError.MoveCodeWrong) as silent:
            await old.app.finish_move(departure, code)
        self.assertEqual(silent.exception.key, "error-move-code-silent")
        reached = [it.id for it in new.app.accounts() if it.server_url == home.origin]
        out = await old.app.finish_move(departure, new.app.move_code(reached))
        self.assertEqual((out.moved, [it.account for it in out.failed]), ([at_home], [at_work]))
        self.assertEqual(await new.app.confirm_moved(reached, None), [])
        work.act("start")
        departure = await old.app.move_out()
        arrived, code = await scan(new, departure)
        self.assertEqual((await old.app.finish_move(departure, code)).moved, [at_work])
        self.assertEqual(await new.app.confirm_moved(arrived, None), [])
        self.assertEqual((old.app.accounts(), work.phones()), ([], [NEW.name]))
        await new.answers(work)


if __name__ == "__main__":
    unittest.main()
