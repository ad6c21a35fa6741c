"""Prints an otpauth address that pyotp makes, with awkward names, and its code at a time."""

import hashlib
import json
import sys

import pyotp

secret = pyotp.random_base32(length=32)
totp = pyotp.TOTP(secret, digits=8, digest=getattr(hashlib, sys.argv[1]), interval=60)
uri = totp.provisioning_uri(name="ada lovelace@forge.example", issuer_name="Forge & Söhne")
print(json.dumps({"uri": uri, "code": totp.at(int(sys.argv[2]))}))
