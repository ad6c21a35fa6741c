"""Every export in tests/vectors/imports, through the app. The Kotlin and Swift programs do the same, under the same names."""

import unittest

from assent import AppError, CodeKind
from phone import TestPhone
from vectors import read, sample

IMPORTS = read("imports.json")
KINDS = {"totp": CodeKind.TIMED, "hotp": CodeKind.COUNTED, "steam": CodeKind.STEAM}
# Shorter secrets than 14 bytes, in letters of base32, are said to be weak.
STRONG = 23


def code_of(app, account):
    """What it shows: the code, and for how long; of a counted one the next."""
    code = account.code or app.use_code(account.id)
    return code.code, code.period_secs


class ImportTest(unittest.IsolatedAsyncioTestCase):
    def check_contents(self, contents, of):
        self.assertEqual((contents.format, contents.missing), (of["format"], []))
        for entry, expected in zip(contents.entries, of["entries"], strict=True):
            names = (entry.issuer, entry.name, entry.label)
            self.assertEqual(names, (expected["issuer"], expected["account"], expected["label"]))
            self.assertEqual(entry.kind, KINDS[expected["kind"]])
            self.assertEqual(entry.is_weak, len(expected["secret"]) < STRONG)
            self.assertEqual((entry.here, entry.used_since, entry.earlier), (None, None, None))
        left_out = [(out.what, out.key) for out in contents.left_out]
        self.assertEqual(left_out, [(out["what"], out["key"]) for out in of["left_out"]])

    async def test_each_file_is_read_as_written_to_the_codes_it_makes(self):
        for of in IMPORTS["read"]:
            with self.subTest(of["file"]):
                phone = await TestPhone.make()
                phone.set_clock(IMPORTS["at"])
                password = of["password"] and of["password"].encode()
                preview = await phone.app.read_import(sample(of["file"]), password)
                self.check_contents(preview.contents(), of)
                self.assertEqual(phone.app.accounts(), [])
                done = phone.app.write_import(preview, None, {})
                accounts = phone.app.accounts()
                self.assertEqual([account.id for account in accounts], done.added)
                made = [code_of(phone.app, account) for account in accounts]
                self.assertEqual(made, [(entry["code"], entry["period_secs"]) for entry in of["entries"]])

    async def test_what_can_t_be_read_is_refused_with_the_reason(self):
        phone = await TestPhone.make()
        for of in IMPORTS["refused"]:
            with self.subTest(of["file"]), self.assertRaises(AppError.BadInput) as refused:
                await phone.app.read_import(sample(of["file"]), b"any")
            self.assertEqual(refused.exception.key, of["key"])

    async def test_a_sealed_file_asks_for_its_password_and_takes_no_other(self):
        phone = await TestPhone.make()
        for of in IMPORTS["read"]:
            if of["password"]:
                with self.subTest(of["file"]):
                    with self.assertRaises(AppError.PasswordNeeded):
                        await phone.app.read_import(sample(of["file"]), None)
                    with self.assertRaises(AppError.WrongPassword):
                        await phone.app.read_import(sample(of["file"]), b"wrong")


if __name__ == "__main__":
    unittest.main()
