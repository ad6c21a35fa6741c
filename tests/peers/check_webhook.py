"""Checks a message's signature as the Standard Webhooks specification says, with nothing of ours."""

import base64
import hashlib
import hmac
import sys

secret, message, at, signature = sys.argv[1:5]
body = sys.stdin.read()
key = base64.b64decode(secret.removeprefix("whsec_"))
made = hmac.new(key, f"{message}.{at}.{body}".encode(), hashlib.sha256).digest()
print("right" if signature == "v1," + base64.b64encode(made).decode() else "wrong")
