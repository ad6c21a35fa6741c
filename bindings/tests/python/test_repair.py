"""A link that is dead, made anew in its place (A12), and signing in on the phone itself (A2). The Kotlin and Swift programs
do the same, under the same names."""

import unittest

from assent import Answer, AppError, KeyPurpose, LinkHealth, PushEndpoint
from phone import HERE, NEW, TestPhone
from scene import Scene

BACK = "assent:linked"


class RepairTest(unittest.IsolatedAsyncioTestCase):
    async def linked(self):
        scene = Scene()
        phone = await TestPhone.linked(scene)
        return scene, phone, phone.app.accounts()[0].id

    def signed_in(self, scene, phone):
        """What the system's browser brings after Ada said yes in it."""
        page = phone.app.start_sign_in(scene.origin, BACK, HERE.name)
        return page, scene.act("sign-in", address=page.address())["callback"]

    async def test_an_unlinked_account_is_repaired_in_its_place(self):
        scene, phone, account = await self.linked()
        phone.app.rename(account, "Work")
        await phone.answers(scene, Answer.DENY)
        scene.act("remove-phones")
        self.assertEqual(await phone.app.repair(account, None), LinkHealth.UNLINKED)
        self.assertTrue(phone.app.accounts()[0].is_unlinked)
        ticket = scene.act("ticket")
        repairing = await phone.app.repair_with(account, ticket["text"], HERE)
        self.assertTrue(scene.act("confirm", id=ticket["id"], code=repairing.link().link_code)["is_linked"])
        repaired = await phone.app.confirm_repaired(repairing, None)
        self.assertEqual((repaired.account, repaired.is_old_listed), (account, False))
        [shown] = phone.app.accounts()
        self.assertEqual((shown.id, shown.label, shown.is_unlinked), (account, "Work", False))
        self.assertEqual([entry.account for entry in phone.app.history()], [account])
        self.assertEqual(scene.act("check-code", code=shown.code.code)["result"], "accepted")
        await phone.answers(scene)

    async def test_a_link_that_works_gets_its_clock_and_its_push_endpoint(self):
        scene, phone, account = await self.linked()
        phone.set_clock(phone.clock.now_secs() + 5000)
        push = PushEndpoint.FCM(token="restored")
        self.assertEqual(await phone.app.repair(account, push), LinkHealth.WORKS)
        [shown] = phone.app.accounts()
        self.assertAlmostEqual(shown.clock_ahead_secs, 5000, delta=10)
        self.assertEqual(scene.act("check-code", code=shown.code.code)["result"], "accepted")

    async def test_a_key_that_is_gone_is_found_and_the_old_link_goes(self):
        scene, phone, account = await self.linked()
        phone.keys.delete(account, KeyPurpose.APPROVE)
        self.assertEqual(await phone.app.repair(account, None), LinkHealth.KEY_GONE)
        page, callback = self.signed_in(scene, phone)
        repairing = await phone.app.repair_by_sign_in(account, page, callback, NEW)
        self.assertIsNone(repairing.link().link_code)
        repaired = await phone.app.confirm_repaired(repairing, None)
        self.assertEqual((repaired.account, repaired.is_old_listed), (account, False))
        self.assertEqual(scene.phones(), [NEW.name])
        await phone.answers(scene)

    async def test_a_ticket_of_another_server_repairs_nothing(self):
        scene, phone, account = await self.linked()
        with self.assertRaises(AppError.BadInput) as refused:
            await phone.app.repair_with(account, Scene().act("ticket")["text"], HERE)
        self.assertEqual(refused.exception.key, "error-other-account")
        await phone.answers(scene)

    async def test_links_by_signing_in_on_this_phone(self):
        scene, phone = Scene(), await TestPhone.make()
        page, callback = self.signed_in(scene, phone)
        with self.assertRaises(AppError.BadInput) as refused:
            await phone.app.finish_sign_in(page, callback.replace("state=", "state=x"), HERE, None)
        self.assertEqual(refused.exception.key, "error-callback")
        link = await phone.app.finish_sign_in(page, callback, HERE, None)
        self.assertEqual((link.link_code, link.account_name), (None, scene.account))
        await phone.answers(scene)


if __name__ == "__main__":
    unittest.main()
