"""Checks receipts as a service would, with joserfc and the documented protocol alone.

Reads {"pinned": {server_id, service, device_key, challenge, account}, "receipt": {prompt, decision, receipt, root_key,
key_set, device_key}} from standard input and prints the outcome. With the argument "all": a list of them, a line each.
"""

import hashlib
import json
import sys
from base64 import urlsafe_b64encode

from joserfc import jws
from joserfc.jwk import ECKey

HEADER = {"alg", "typ", "kid"}


def opened(compact, typ, keys):
    """The claims of a message of this type that one of the keys signed; keys are by their thumbprint."""
    signature = compact.rsplit(".", 1)[1]
    kid = jws.extract_compact(compact.encode()).headers()["kid"]
    message = jws.deserialize_compact(compact, keys[kid], algorithms=["ES256"])
    header = message.headers()
    assert set(header) == HEADER and header["typ"] == f"assent-{typ}+jwt", "another header"
    assert len(signature) == 86, "another signature"
    claims = json.loads(message.payload)
    assert claims["v"] == 1, "another version"
    return claims


def key(jwk):
    found = ECKey.import_key(jwk)
    assert found.curve_name == "P-256", "another curve"
    return {found.thumbprint(): found}


def sha256(text):
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def check(pinned, receipt):
    """Follows the chain from what was pinned to the outcome."""
    root = key(receipt["root_key"])
    assert list(root) == [pinned["server_id"]], "another server"
    keys = {}
    for entry in opened(receipt["key_set"], "keys", root)["keys"]:
        keys.update(key(entry["key"]))
    phone = key(pinned["device_key"])
    assert list(key(receipt["device_key"])) == list(phone), "another phone"
    prompt = opened(receipt["prompt"], "prompt", keys)
    decision = opened(receipt["decision"], "decision", phone)
    end = opened(receipt["receipt"], "receipt", keys)
    assert prompt["iss"] == decision["aud"] == end["iss"] == pinned["server_id"], "another server"
    assert prompt["service"]["id"] == end["aud"] == pinned["service"], "another service"
    assert prompt["aud"] == decision["iss"] == end["device"], "another phone"
    assert prompt["challenge"] == decision["challenge"] == end["challenge"] == pinned["challenge"], "another login"
    assert prompt["account"] == pinned["account"], "another account"
    shown = sha256(receipt["prompt"])
    assert shown == decision["prompt_sha256"] == end["prompt_sha256"], "another prompt"
    assert sha256(receipt["decision"]) == end["decision_sha256"], "another decision"
    meant = {"approve": "approved", "deny": "denied", "report": "denied"}[decision["verdict"]]
    assert end["outcome"] == meant, "another outcome"
    return meant


given = json.load(sys.stdin)
if sys.argv[1:] != ["all"]:
    print(check(**given))
    sys.exit()
for one in given:
    try:
        print(check(**one))
    except Exception as why:  # whatever it is: the receipt proves nothing
        print(f"refused: {type(why).__name__} {why}")
