"""The list, forgetting an account, and what stays of it. The Kotlin and Swift programs do the same, under the same names."""

import json
import unittest

from assent import Answer, AppError, CodeKind, Colour, OnDuplicate, Outcome, TypedCodes, Way
from phone import NEW, TestPhone
from scene import Scene

SECRETS = {"Crédit Agricole": "GEZDGNBVGY3TQOJQ", "Shop": "JBSWY3DPEHPK3PXP", "Zoo": "MZXW6YTBOI2GEYLS"}


def typed(secret):
    """What nearly every website says: only the secret."""
    names = {"issuer": "Shop", "name": "ada", "secret": secret, "kind": CodeKind.TIMED}
    return TypedCodes(**names, algorithm=None, digits=None, period_secs=None, counter=None)


class AccountsTest(unittest.IsolatedAsyncioTestCase):
    async def with_codes(self):
        phone = await TestPhone.make()
        for issuer, secret in SECRETS.items():
            address = f"otpauth://totp/ada?secret={secret}&issuer={issuer}"
            phone.app.add_otpauth(address, OnDuplicate.REFUSE)
        return phone, [account.id for account in phone.app.accounts()]

    async def test_names_colours_and_order_outlast_locking(self):
        phone, (bank, shop, zoo) = await self.with_codes()
        before = {account.id: account.colour for account in phone.app.accounts()}
        other = Colour.PINK if before[shop] != Colour.PINK else Colour.TEAL
        phone.app.rename(shop, "  Groceries ")
        phone.app.paint(shop, other)
        phone.app.arrange([zoo, shop])
        phone.app.move_to(bank, 0)
        phone.app.lock()
        await phone.app.unlock(Way.HARDWARE())
        shown = phone.app.accounts()
        self.assertEqual([account.id for account in shown], [bank, zoo, shop])
        self.assertEqual((shown[2].label, shown[2].colour), ("Groceries", other))
        phone.app.rename(shop, None)
        phone.app.paint(shop, None)
        self.assertEqual((phone.app.accounts()[2].label, phone.app.accounts()[2].colour), (None, before[shop]))
        with self.assertRaises(AppError.BadInput) as refused:
            phone.app.rename(shop, " ")
        self.assertEqual(refused.exception.key, "error-label")

    async def test_codes_can_be_typed_in(self):
        scene, phone, at = Scene(), await TestPhone.make(), 1_111_111_109
        phone.set_clock(at)
        phone.app.add_typed(typed(b"gezd gnbv gy3t qojq-GEZD GNBV GY3T QOJQ"), OnDuplicate.REFUSE)
        [account] = phone.app.accounts()
        self.assertEqual((account.issuer, account.name), ("Shop", "ada"))
        expected = scene.act("oathtool", secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=at)["code"]
        self.assertEqual(account.code.code, expected)
        with self.assertRaises(AppError.BadInput) as refused:
            phone.app.add_typed(typed(b"0189"), OnDuplicate.REFUSE)
        self.assertEqual(refused.exception.key, "why-secret")

    async def test_an_account_is_found_by_parts_of_its_names(self):
        phone, (bank, shop, _) = await self.with_codes()
        phone.app.rename(shop, "Groceries")
        for query, found in (("credit", [bank]), ("GROC ada", [shop]), ("bob", []), ("shop", [shop])):
            self.assertEqual([account.id for account in phone.app.search(query)], found, query)
        self.assertEqual(phone.app.search(""), phone.app.accounts())

    async def test_an_account_is_removed_at_its_server_or_forgotten_without_it(self):
        home, work = Scene(), Scene()
        phone = await TestPhone.linked(home, work)
        at_home, at_work = (account.id for account in phone.app.accounts())
        await phone.app.rename_phone(at_home, NEW.name)
        self.assertEqual(home.phones(), [NEW.name])
        await phone.app.remove(at_home, False)
        self.assertEqual(home.phones(), [])
        work.act("stop")
        with self.assertRaises(AppError.NoNetwork) as refused:
            await phone.app.remove(at_work, False)
        self.assertEqual(refused.exception.key, "error-still-linked")
        self.assertEqual([account.id for account in phone.app.accounts()], [at_work])
        await phone.app.remove(at_work, True)
        self.assertEqual((phone.app.accounts(), phone.keys.keys), ([], {}))

    async def test_the_history_keeps_its_receipts_when_the_account_is_gone(self):
        scene = Scene()
        phone = await TestPhone.linked(scene)
        [account] = phone.app.accounts()
        answers = [Answer.APPROVE, Answer.DENY, Answer.REPORT]
        requests = [(await phone.answers(scene, answer)).id for answer in answers]
        pins = phone.app.pins(account.id)
        await phone.app.remove(account.id, False)
        entries = phone.app.history()
        self.assertEqual([(it.request, it.answer) for it in entries], list(zip(requests, answers, strict=True))[::-1])
        for entry in entries:
            self.assertEqual((entry.service, entry.address, entry.place), (scene.service, "192.0.2.7", "Lyon"))
            proof = phone.app.check_receipt(entry.request)
            key = pins.approve_key_id if entry.answer == Answer.APPROVE else pins.request_key_id
            self.assertEqual((proof.server_id, proof.device_key_id), (pins.server_id, key))
            expected = Outcome.APPROVED if entry.answer == Answer.APPROVE else Outcome.DENIED
            self.assertEqual((proof.answer, proof.outcome, entry.outcome), (entry.answer, expected, expected))
            self.assertIn("receipt", json.loads(phone.app.receipt(entry.request)))


if __name__ == "__main__":
    unittest.main()
