#!/usr/bin/env python3
"""Opens an export with nothing of Assent's: `pip install cryptography`, then
open_export.py codes.assent [--uris]

Asks for the passphrase, or reads it from a line of standard input. Prints the accounts as JSON, or as otpauth://
addresses, and exits with 1 when the file does not open. docs/export-format.md says what is in it.
"""
import base64
import getpass
import json
import sys
import unicodedata
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def fail(what):
    sys.exit(f"refused: {what}")


def open_export(file, passphrase):
    line, _, body = file.partition(b"\n")
    header = json.loads(line)
    if (header["assent_export"], header["kdf"], header["cipher"]) != (1, "argon2id", "chacha20-poly1305"):
        fail("this is an export of another version")
    if header["memory_kib"] > 64 * 1024 or header["passes"] > 8 or header["lanes"] > 4:
        fail("it asks for more work than any real export")
    kdf = Argon2id(salt=base64.b64decode(header["salt"]), length=32, iterations=header["passes"],
                   lanes=header["lanes"], memory_cost=header["memory_kib"])
    key = kdf.derive(unicodedata.normalize("NFKC", passphrase).encode())
    try:
        nonce, sealed = base64.b64decode(header["nonce"]), base64.b64decode(body)
        return json.loads(ChaCha20Poly1305(key).decrypt(nonce, sealed, line))
    except InvalidTag:
        return fail("the passphrase is wrong, or the file is damaged")


def uri(account):
    label = quote(account["account"], safe="")
    issuer = quote(account["issuer"], safe="")
    moves = "counter" if account["kind"] == "hotp" else "period"
    value = account["counter"] if account["kind"] == "hotp" else account["period_secs"]
    return (f"otpauth://{account['kind']}/{issuer + ':' if issuer else ''}{label}?secret={account['secret']}"
            f"{'&issuer=' + issuer if issuer else ''}&algorithm={account['algorithm']}&digits={account['digits']}&{moves}={value}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as opened:
        export = opened.read()
    typed = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    contents = open_export(export, typed)
    if "--uris" in sys.argv[2:]:
        print("\n".join(uri(account) for account in contents["accounts"]))
    else:
        print(json.dumps(contents, indent=2, ensure_ascii=False))
