"""Opens the pictures of identity checks as a reviewer does, straight from the database, with what docs/identity-check.md
says and nothing of ours: `open_picture.py assent.db < passphrase`. One line of JSON for each picture."""

import base64
import hashlib
import json
import sqlite3
import sys
import unicodedata

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

KINDS = ["front", "back", "selfie"]


def b64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def name(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def open_key(passphrase, reviewer, public, wrapped):
    kdf = PBKDF2HMAC(hashes.SHA256(), 32, b64(wrapped["salt"]), wrapped["rounds"])
    key = kdf.derive(unicodedata.normalize("NFC", passphrase).encode())
    about = f"assent reviewer key v1\n{reviewer}\n{name(public)}".encode()
    plain = AESGCM(key).decrypt(b64(wrapped["iv"]), b64(wrapped["key"]), about)
    return serialization.load_der_private_key(plain, None)


def open_picture(sealed, check, kind, reviewer, public, private):
    length = int.from_bytes(sealed[:4], "big")
    head, body = json.loads(sealed[4 : 4 + length]), sealed[4 + length :]
    entry = next(one for one in head["keys"] if one["reviewer"] == reviewer)
    ephemeral = b64(entry["ephemeral"])
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), ephemeral)
    about = f"assent identity key v1\n{check}\n{kind}\n{reviewer}".encode()
    wrapping = HKDF(hashes.SHA256(), 32, ephemeral + public, about).derive(private.exchange(ec.ECDH(), point))
    key = AESGCM(wrapping).decrypt(b64(entry["iv"]), b64(entry["key"]), about)
    return AESGCM(key).decrypt(b64(head["iv"]), body, f"assent identity picture v1\n{check}\n{kind}".encode())


db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
reviewer, public, wrapped = db.execute("SELECT person, public_key, wrapped_key FROM reviewer_keys").fetchone()
private = open_key(sys.stdin.read(), name(reviewer), public, json.loads(wrapped))
for check, kind, sealed in db.execute("SELECT check_id, kind, sealed FROM identity_pictures ORDER BY kind"):
    picture = open_picture(sealed, name(check), KINDS[kind], name(reviewer), public, private)
    line = {"kind": KINDS[kind], "sha256": hashlib.sha256(sealed).hexdigest(), "picture": base64.b64encode(picture).decode()}
    print(json.dumps(line))
