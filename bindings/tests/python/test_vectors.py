"""The shared vectors (tests/vectors), through the bindings and by Python's own means."""

import base64
import hashlib
import hmac
import json
import os
import struct
import unittest
from pathlib import Path

from assent import (
    AppError,
    probe_address,
    probe_code,
    probe_error,
    probe_link_code,
    probe_open,
    probe_sha256,
    probe_signing_input,
    probe_ticket,
)
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from vectors import read

def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def tobase64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def uri_of(case):
    return case["uri"].replace("{filler}", "a" * case.get("filler", 0))


def own_code(secret, algorithm, digits, count):
    """RFC 4226 §5.3, without the bindings."""
    tag = hmac.digest(secret, struct.pack(">Q", count), algorithm)
    at = tag[-1] & 15
    return str((struct.unpack(">I", tag[at : at + 4])[0] & 0x7FFFFFFF) % 10**digits).zfill(digits)


def own_key(jwk):
    point = b"\4" + unbase64(jwk["x"]) + unbase64(jwk["y"])
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def own_check(case):
    """RFC 7515, without the bindings: the claims, if the key signed them as this kind of message."""
    header, payload, signature = case["compact"].split(".")
    jwk = json.loads(case["key"])
    thumbprint = hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).digest()
    head = json.loads(unbase64(header))
    assert head == {"alg": "ES256", "typ": f"assent-{case['kind']}+jwt", "kid": tobase64(thumbprint)}, head
    raw = unbase64(signature)
    der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    own_key(jwk).verify(der, f"{header}.{payload}".encode(), ec.ECDSA(hashes.SHA256()))
    return unbase64(payload).decode()


class VectorTest(unittest.TestCase):
    def check_message(self, case):
        signed = probe_signing_input(
            case["kind"],
            case["message"],
            case["issuer"],
            case["audience"],
            case["issued_at"],
            case["expires_at"],
            bytes.fromhex(case["jti_hex"]),
            case["key"],
        )
        self.assertEqual(signed, case["input"])
        opened = probe_open(case["kind"], case["compact"], case["issuer"], case["audience"], case["key"])
        self.assertEqual(opened, case["claims"])
        self.assertEqual(own_check(case), case["claims"])

    def test_messages_are_signed_and_opened_as_written(self):
        for case in read("messages.json")["good"]:
            self.check_message(case)

    def test_generated_messages_are_signed_and_opened_as_written(self):
        lines = Path(os.environ["ASSENT_MESSAGES"]).read_text().splitlines()
        for line in lines:
            self.check_message(json.loads(line))
        self.assertEqual(len(lines), 10_000)

    def test_hostile_messages_are_refused_by_name(self):
        for case in read("messages.json")["refused"]:
            with self.subTest(case["name"]), self.assertRaises(AppError.Untrusted) as refused:
                probe_open(case["kind"], case["compact"], case["issuer"], case["audience"], case["key"])
            self.assertEqual(refused.exception.detail, case["refusal"], case["name"])
            if case["name"] in ("a flipped bit", "signed by a stranger"):
                self.assertRaises(InvalidSignature, own_check, case)

    def test_hashes_link_codes_and_tickets_are_as_written(self):
        for case in read("messages.json")["hashes"]:
            self.assertEqual(probe_sha256(case["text"].encode()), case["sha256"])
            self.assertEqual(tobase64(hashlib.sha256(case["text"].encode()).digest()), case["sha256"])
        for case in read("messages.json")["link_codes"]:
            secret = bytes.fromhex(case["secret_hex"])
            self.assertEqual(probe_link_code(secret, case["enrol"], case["enrolled"]), case["code"])
            talk = b"".join(hashlib.sha256(case[it].encode()).digest() for it in ("enrol", "enrolled"))
            tag = hmac.digest(secret, b"assent link code v1\0" + talk, "sha256")
            self.assertEqual(f"{int.from_bytes(tag[:8], 'big') % 1_000_000:06}", case["code"])
        for case in read("tickets.json")["good"]:
            ticket = probe_ticket(case["text"])
            self.assertEqual((ticket.server_url, ticket.server_id), (case["server_url"], case["server_id"]))
            self.assertEqual((ticket.id, ticket.secret.hex()), (case["id"], case["secret_hex"]))
            self.assertEqual(ticket.tls_pin and ticket.tls_pin.hex(), case["tls_pin_hex"])
            self.assertEqual(ticket.printed, case["text"])
        for case in read("tickets.json")["bad"]:
            with self.subTest(case["name"]), self.assertRaises(AppError.BadInput) as refused:
                probe_ticket(case["text"])
            self.assertEqual(refused.exception.key, case["key"])

    def test_codes_are_as_written(self):
        counted = read("otp/rfc4226_d.json")
        secret = bytes.fromhex(counted["secret_hex"])
        for count, code in enumerate(counted["codes"]):
            self.assertEqual(probe_code("hotp", "SHA1", secret, 6, count), code)
            self.assertEqual(own_code(secret, "sha1", 6, count), code)
        for case in read("otp/rfc6238_b.json")["cases"]:
            secret, algorithm = bytes.fromhex(case["secret_hex"]), case["algorithm"]
            self.assertEqual(probe_code("totp", algorithm, secret, 8, case["at"]), case["code"])
            self.assertEqual(own_code(secret, algorithm.lower(), 8, case["at"] // 30), case["code"])
        steam = read("otp/steam.json")
        secret = bytes.fromhex(steam["secret_hex"])
        for case in steam["cases"]:
            self.assertEqual(probe_code("steam", "SHA1", secret, 5, case["at"]), case["code"])

    def test_addresses_are_read_printed_and_refused_as_written(self):
        for case in read("otp/addresses.json")["good"]:
            address = probe_address(uri_of(case))
            for name, expected in case["parts"].items():
                got = address.secret.hex() if name == "secret_hex" else getattr(address, name)
                self.assertEqual(got, expected, case["name"])
            self.assertEqual(address.printed, case.get("printed") or address.printed)
        for case in read("otp/addresses.json")["bad"]:
            with self.subTest(case["name"]), self.assertRaises(AppError.BadInput) as refused:
                probe_address(uri_of(case))
            self.assertEqual(refused.exception.detail, case["error"], case["name"])

    def test_refusals_become_the_errors_that_are_written(self):
        for case in read("errors.json")["cases"]:
            with self.subTest(case["of"]), self.assertRaises(AppError) as refused:
                probe_error(case["of"])
            self.assertIsInstance(refused.exception, getattr(AppError, case["error"]))
            self.assertEqual(refused.exception.key, case["key"])


if __name__ == "__main__":
    unittest.main()
