"""This program is the phone of real logins. The Kotlin and Swift ones do the same, under the same names."""

import asyncio
import base64
import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from assent import Answer, AppError, CancelHandle, LockSettings, NoticeKind, OnDuplicate, Outcome, PlatformError, Way, panic_now
from phone import HERE, TestPhone
from scene import Scene

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def check_by_others(receipt, proof):
    """With nothing of Assent's: docs/check_receipt.py must believe it, and not when a letter of it was changed."""
    checker = Path(__file__).resolve().parents[3] / "docs/check_receipt.py"
    prompt = json.loads(receipt)["prompt"].split(".")[1]
    service = json.loads(base64.urlsafe_b64decode(prompt + "=="))["service"]["id"]
    at = receipt.index(b"decision") + 200
    spoilt = receipt[:at] + (b"A" if receipt[at : at + 1] != b"A" else b"B") + receipt[at + 1 :]
    for content, expected in ((receipt, 0), (spoilt, 1)):
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            command = [sys.executable, checker, file.name, service, proof.server_id, proof.device_key_id]
            checked = subprocess.run(command, capture_output=True, text=True)
        assert checked.returncode == expected, checked


class PhoneTest(unittest.IsolatedAsyncioTestCase):
    async def linked(self):
        scene = Scene()
        return scene, await TestPhone.linked(scene)

    async def test_links_by_a_ticket_and_shows_the_account(self):
        scene, phone = await self.linked()
        [account] = phone.app.accounts()
        self.assertEqual((account.issuer, account.name), (scene.issuer, scene.account))
        self.assertTrue(account.is_push and not account.is_pending and not account.is_unlinked)
        # The code is the one that the server expects.
        self.assertEqual(scene.act("check-code", code=account.code.code)["result"], "accepted")

    async def test_approves_and_keeps_the_receipt(self):
        scene, phone = await self.linked()
        asked = scene.ask()
        request = await phone.request()
        self.assertEqual((request.service, request.account_name), (scene.service, scene.account))
        self.assertEqual((request.address, request.place, request.number_digits), ("192.0.2.7", "Lyon", 0))
        answered = await phone.app.answer(request.id, Answer.APPROVE, None)
        self.assertEqual((answered.outcome, answered.in_history), (Outcome.APPROVED, True))
        self.assertEqual(scene.act("redeem", id=asked["id"])["outcome"], "approved")
        [entry] = phone.app.history()
        self.assertEqual((entry.request, entry.answer), (request.id, Answer.APPROVE))
        proof = phone.app.check_receipt(request.id)
        self.assertEqual((proof.outcome, proof.service), (Outcome.APPROVED, scene.service))
        check_by_others(phone.app.receipt(request.id), proof)

    async def test_denies_and_reports(self):
        scene, phone = await self.linked()
        for answer in (Answer.DENY, Answer.REPORT):
            asked = scene.ask()
            request = await phone.request()
            answered = await phone.app.answer(request.id, answer, None)
            self.assertEqual(answered.outcome, Outcome.DENIED)
            self.assertEqual(scene.status(asked), "denied")

    async def test_types_the_number(self):
        scene, phone = await self.linked()
        asked = scene.ask(with_number=True)
        request = await phone.request()
        self.assertEqual(request.number_digits, len(asked["number"]))
        with self.assertRaises(AppError.NumberNeeded) as needed:
            await phone.app.answer(request.id, Answer.APPROVE, None)
        self.assertEqual(needed.exception.digits, request.number_digits)
        await phone.app.answer(request.id, Answer.APPROVE, asked["number"])
        self.assertEqual(scene.status(asked), "approved")

    async def test_a_wrong_number_approves_nothing(self):
        scene, phone = await self.linked()
        asked = scene.ask(with_number=True)
        request = await phone.request()
        wrong = str((int(asked["number"]) + 1) % 10 ** len(asked["number"])).zfill(len(asked["number"]))
        with self.assertRaises(AppError.NumberWrong):
            await phone.app.answer(request.id, Answer.APPROVE, wrong)
        self.assertNotEqual(scene.status(asked), "approved")

    async def test_codes_are_those_of_oathtool(self):
        scene, phone = Scene(), await TestPhone.make()
        phone.app.add_otpauth(f"otpauth://totp/Shop:ada?secret={SECRET}&issuer=Shop", OnDuplicate.REFUSE)
        phone.app.change_lock_settings(LockSettings(idle_secs=None, in_background=False))
        for now in (59, 1_111_111_109, 1_234_567_890, 2_000_000_000):
            phone.clock.now = now
            expected = scene.act("oathtool", secret=SECRET, at=now)["code"]
            self.assertEqual(phone.app.accounts()[0].code.code, expected)

    async def test_nothing_is_told_while_locked(self):
        _, phone = await self.linked()
        waiting = asyncio.create_task(phone.app.watch(55, None))
        await asyncio.sleep(0.2)
        phone.app.lock()
        # Where it had not begun yet it does not begin.
        with self.assertRaises((AppError.Cancelled, AppError.Locked)):
            await waiting
        with self.assertRaises(AppError.Locked) as locked:
            phone.app.accounts()
        self.assertEqual(locked.exception.key, "error-locked")
        await phone.app.unlock(Way.HARDWARE())
        self.assertEqual(len(phone.app.accounts()), 1)

    async def test_a_server_that_is_gone_is_told_and_comes_back(self):
        scene, phone = await self.linked()
        scene.ask()
        request = await phone.request()
        scene.act("stop")
        with self.assertRaises(AppError.NoNetwork):
            await phone.app.answer(request.id, Answer.APPROVE, None)
        [unreachable] = (await phone.app.look()).unreachable
        self.assertEqual((unreachable.account, unreachable.key), (request.account, "error-no-network"))
        scene.act("start")
        update = await phone.app.look()
        self.assertEqual((update.unreachable, update.reached_again), ([], [request.account]))

    async def test_hears_that_it_was_unlinked(self):
        scene, phone = await self.linked()
        waiting = asyncio.create_task(phone.until(lambda update: update.notices))
        await asyncio.sleep(0)
        self.assertEqual(scene.act("remove-phones")["removed"], 1)
        notices = (await waiting).notices
        self.assertIn(NoticeKind.UNLINKED(), [notice.kind for notice in notices])
        [account] = phone.app.accounts()
        self.assertTrue(account.is_unlinked)
        with self.assertRaises(AppError.Unlinked):
            phone.app.use_code(account.id)

    async def test_what_was_settled_elsewhere_is_told_with_its_outcome(self):
        scene, phone = await self.linked()
        asked = scene.ask()
        request = await phone.request()
        self.assertTrue(scene.act("cancel", id=asked["id"])["cancelled"])
        update = await phone.until(lambda update: update.ended)
        self.assertEqual(update.requests, [])
        [ended] = update.ended
        self.assertEqual((ended.request.id, ended.outcome), (request.id, Outcome.CANCELLED))
        asked = scene.ask()
        request = await phone.request()
        scene.act("cancel", id=asked["id"])
        with self.assertRaises(AppError.Settled):
            await phone.app.answer(request.id, Answer.APPROVE, None)

    async def test_a_long_call_can_be_cancelled(self):
        scene, phone = Scene(), await TestPhone.make()
        ticket = scene.act("ticket")
        link = await phone.app.link(ticket["text"], HERE, None)
        cancel, begun = CancelHandle(), time.monotonic()
        waiting = asyncio.create_task(phone.app.confirm_linked(link.account, cancel))
        await asyncio.sleep(0)
        cancel.cancel()
        with self.assertRaises(AppError.Cancelled):
            await waiting
        self.assertLess(time.monotonic() - begun, 10)
        # It goes on where it was.
        scene.act("confirm", id=ticket["id"], code=link.link_code)
        await phone.app.confirm_linked(link.account, None)

    async def test_a_person_who_does_not_confirm_sends_nothing(self):
        scene, phone = await self.linked()
        asked = scene.ask()
        request = await phone.request()
        phone.keys.broken = PlatformError.NotConfirmed()
        with self.assertRaises(AppError.NotConfirmed):
            await phone.app.answer(request.id, Answer.APPROVE, None)
        self.assertEqual(scene.status(asked), "pending")
        phone.keys.broken = None
        await phone.app.answer(request.id, Answer.APPROVE, None)
        self.assertEqual(scene.status(asked), "approved")

    async def test_whatever_is_thrown_here_comes_back_as_an_error(self):
        scene, phone = await self.linked()
        scene.ask()
        request = await phone.request()
        phone.keys.broken = ZeroDivisionError("a fault of the app")
        with self.assertRaises(AppError.Internal) as failed:
            await phone.app.answer(request.id, Answer.APPROVE, None)
        self.assertEqual(failed.exception.key, "error-key")
        self.assertTrue(any("error-key" in line for line in phone.log.lines), phone.log.lines)

    async def test_a_panic_is_an_error(self):
        phone = await TestPhone.make()
        with self.assertRaises(Exception) as panicked:
            panic_now()
        self.assertIn("on purpose", str(panicked.exception))
        with self.assertRaises(AppError.Internal):
            await phone.app.panic_later()
        self.assertEqual(phone.app.accounts(), [], "the app goes on")

    async def test_what_makes_no_sense_is_named(self):
        phone = await TestPhone.make()
        with self.assertRaises(AppError.BadInput) as bad:
            await phone.app.link("otpauth://totp/a?secret=GEZDGNBV", HERE, None)
        self.assertEqual(bad.exception.key, "error-ticket-not")


if __name__ == "__main__":
    unittest.main()
