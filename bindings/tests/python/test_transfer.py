"""Import and export of codes (A19). The Kotlin and Swift programs do the same, under the same names."""

import unittest

from assent import AppError, Choice, OnDuplicate
from phone import TestPhone
from scene import Scene
from vectors import sample

PASSPHRASE = "Grüezi, wohl 🔑".encode()
COUNTED = "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter="


def codes(phone, now=1_700_000_000):
    """What is shown at one moment."""
    phone.set_clock(now)
    return [(it.issuer, it.name, it.label, it.code) for it in phone.app.accounts()]


class TransferTest(unittest.IsolatedAsyncioTestCase):
    async def with_codes(self):
        phone = await TestPhone.make()
        preview = await phone.app.read_import(sample("otpauth.txt"), None)
        self.assertEqual(len(phone.app.write_import(preview, None, {}).added), 8)
        return phone

    async def test_a_preview_says_what_is_here_already_and_changes_nothing(self):
        phone = await self.with_codes()
        before = phone.app.accounts()
        contents = (await phone.app.read_import(sample("aegis_plain.json"), None)).contents()
        self.assertEqual((contents.format, contents.format_name), ("aegis", "Aegis"))
        self.assertEqual([entry.here for entry in contents.entries], [account.id for account in before])
        self.assertEqual([(out.what, out.key) for out in contents.left_out], [("Motp: moped", "why-kind")])
        self.assertEqual([it.id for it in phone.app.accounts()], [it.id for it in before])

    async def test_duplicates_are_replaced_kept_or_left_out_as_is_said(self):
        for choice, expected in ((Choice.REPLACE, (0, 8, 0)), (Choice.KEEP_BOTH, (8, 0, 0)), (Choice.SKIP, (0, 0, 8))):
            phone = await self.with_codes()
            preview = await phone.app.read_import(sample("2fas_plain.2fas"), None)
            with self.assertRaises(AppError.Undecided) as undecided:
                phone.app.write_import(preview, None, {0: choice})
            self.assertEqual(undecided.exception.count, 7)
            self.assertEqual(len(phone.app.accounts()), 8)
            done = phone.app.write_import(preview, choice, {})
            self.assertEqual((len(done.added), len(done.replaced), done.skipped), expected)
            self.assertEqual(len(phone.app.accounts()), 8 + expected[0])

    async def test_each_duplicate_may_have_a_choice_of_its_own(self):
        phone = await self.with_codes()
        before = phone.app.accounts()
        phone.app.rename(before[1].id, "Mine")
        preview = await phone.app.read_import(sample("2fas_plain.2fas"), None)
        done = phone.app.write_import(preview, Choice.SKIP, {0: Choice.KEEP_BOTH, 1: Choice.REPLACE})
        self.assertEqual((len(done.added), done.replaced, done.skipped), (1, [before[1].id], 6))
        after = phone.app.accounts()
        self.assertEqual((after[1].label, after[8].id, after[8].name), ("Mine", done.added[0], before[0].name))

    async def test_the_higher_count_stays(self):
        phone = await TestPhone.make()
        account = phone.app.add_otpauth(COUNTED + "1", OnDuplicate.REFUSE)
        for _ in range(2):
            phone.app.use_code(account)
        preview = await phone.app.read_import((COUNTED + "1").encode(), None)
        [entry] = preview.contents().entries
        self.assertEqual((entry.here, entry.used_since), (account, 2))
        phone.app.write_import(preview, Choice.REPLACE, {})
        # RFC 4226 appendix D, count 3.
        self.assertEqual(phone.app.use_code(account).code, "969429")

    async def test_scanned_codes_are_joined_in_any_order(self):
        phone = await TestPhone.make()
        one, two = (sample(f"google_{part}_of_2.txt").decode() for part in (1, 2))
        self.assertEqual(phone.app.read_import_codes([two]).contents().missing, [1])
        with self.assertRaises(AppError.BadInput) as other:
            phone.app.read_import_codes([two, "otpauth-migration://offline?data=EAEYASAAKAU%3D"])
        self.assertEqual(other.exception.key, "error-import-other-batch")
        preview = phone.app.read_import_codes([two, one, two])
        self.assertEqual((preview.contents().missing, preview.contents().format), ([], "google"))
        self.assertEqual(len(phone.app.write_import(preview, None, {}).added), 5)

    async def test_an_export_is_restored_on_another_phone(self):
        scene, old, new = Scene(), await self.with_codes(), await TestPhone.make()
        link = await old.link(scene)
        old.app.rename(old.app.accounts()[0].id, "Mine")
        with self.assertRaises(AppError.BadInput) as refused:
            await old.app.export(b"")
        self.assertEqual(refused.exception.key, "error-export")
        made = await old.app.export(PASSPHRASE)
        [linked] = made.linked
        self.assertEqual((made.accounts, linked.server_url, linked.account_name), (8, scene.origin, scene.account))
        with self.assertRaises(AppError.PasswordNeeded):
            await new.app.read_import(made.file, None)
        with self.assertRaises(AppError.WrongPassword):
            await new.app.read_import(made.file, b"wrong")
        preview = await new.app.read_import(made.file, PASSPHRASE)
        self.assertEqual([out.key for out in preview.contents().left_out], ["why-linked"])
        new.app.write_import(preview, None, {})
        await old.app.remove(link.account, False)
        self.assertEqual(codes(new), codes(old))


if __name__ == "__main__":
    unittest.main()
