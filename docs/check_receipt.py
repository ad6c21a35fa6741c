#!/usr/bin/env python3
"""Checks a receipt with nothing of Assent's: `pip install joserfc`, then
check_receipt.py receipt.json SERVICE_ID [SERVER_ID [DEVICE_KEY_ID]]

Prints what was approved or denied, and exits with 1 when anything does not hold.
"""
import base64
import hashlib
import json
import sys

from joserfc import jws
from joserfc.jwk import ECKey


def fail(what):
    sys.exit(f"refused: {what}")


def opened(compact, key, kind):
    header = json.loads(base64.urlsafe_b64decode(compact.split(".")[0] + "=="))
    if header != {"alg": "ES256", "typ": f"assent-{kind}+jwt", "kid": key.thumbprint()}:
        fail(f"the {kind}'s header is not what it must be: {header}")
    try:
        message = jws.deserialize_compact(compact, key, algorithms=["ES256"])
    except Exception as error:  # noqa: BLE001 - any failure is a refusal
        fail(f"the {kind}'s signature: {error}")
    return json.loads(message.payload)


def sha256(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def key_of(jwk):
    return ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y")})


def check(bundle, service, server=None, device_key_id=None):
    root, device = key_of(bundle["root_key"]), key_of(bundle["device_key"])
    if server and root.thumbprint() != server:
        fail("it is from another server than the one you pinned")
    if device_key_id and device.thumbprint() != device_key_id:
        fail("it is from another phone than the one you pinned")
    keys = [key_of(entry["key"]) for entry in opened(bundle["key_set"], root, "keys")["keys"]]

    def by_server(compact, kind):
        header = json.loads(base64.urlsafe_b64decode(compact.split(".")[0] + "=="))
        found = [key for key in keys if key.thumbprint() == header.get("kid")]
        return opened(compact, found[0], kind) if found else fail(f"the {kind} is signed by an unknown key")

    prompt = by_server(bundle["prompt"], "prompt")
    receipt = by_server(bundle["receipt"], "receipt")
    decision = opened(bundle["decision"], device, "decision")
    holds = {
        "the server": prompt["iss"] == receipt["iss"] == decision["aud"] == root.thumbprint(),
        "the phone": prompt["aud"] == decision["iss"] == receipt["device"],
        "the service": receipt["aud"] == prompt["service"]["id"] == service,
        "the prompt": decision["prompt_sha256"] == receipt["prompt_sha256"] == sha256(bundle["prompt"]),
        "the decision": receipt["decision_sha256"] == sha256(bundle["decision"]),
        "the challenge": prompt["challenge"] == decision["challenge"] == receipt["challenge"],
        "the outcome": receipt["outcome"] == ("approved" if decision["verdict"] == "approve" else "denied"),
    }
    for what, fine in holds.items():
        if not fine:
            fail(f"{what} does not fit")
    return prompt, decision, receipt


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        prompt, decision, receipt = check(json.load(file), *sys.argv[2:5])
    print(f"{receipt['outcome']}: {prompt['account']} at {prompt['service']['name']},")
    print(f"by phone {receipt['device']} at {receipt['decided_at']}, entry {receipt['audit']['seq']} of the server's log")
