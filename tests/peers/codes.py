"""One-time codes by pyotp.

With an otpauth address and a time as arguments: prints its issuer, name and code. Else reads keys from standard input
and prints for each the code that pyotp makes, and whether it takes ours.
"""

import hashlib
import json
import sys

import pyotp

if len(sys.argv) > 1:
    totp = pyotp.parse_uri(sys.argv[1])
    print(json.dumps({"issuer": totp.issuer, "name": totp.name, "code": totp.at(int(sys.argv[2]))}))
    sys.exit()

said = []
for key in json.load(sys.stdin):
    digest = getattr(hashlib, key["digest"])
    totp = pyotp.TOTP(key["secret"], digits=key["digits"], digest=digest, interval=key["interval"])
    said.append({"code": totp.at(key["now"]), "took": totp.verify(key["code"], for_time=key["now"])})
print(json.dumps(said))
