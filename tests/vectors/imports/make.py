#!/usr/bin/env python3
"""Makes the samples here and ../imports.json, with nothing of Assent's: `pip install cryptography`, then make.py

The same bytes each time: what must be random is derived from the file's name, so these samples protect nothing.
"""
import base64
import hashlib
import hmac
import json
import struct
import unicodedata
import uuid
from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

HERE = Path(__file__).parent
AT = 1_700_000_000
PASSWORD = "Grüezi, wohl 🔑"
STEAM = "23456789BCDFGHJKMNPQRTVWXY"


def secret(seed, length=20):
    return hashlib.sha512(seed.encode()).digest()[:length]


def account(issuer, name, kind="totp", algorithm="SHA1", digits=6, period=30, counter=None, length=20):
    key = secret(issuer + name, length)
    digits = 5 if kind == "steam" else digits
    return {"issuer": issuer, "account": name, "kind": kind, "algorithm": algorithm, "digits": digits,
            "period_secs": None if kind == "hotp" else period, "counter": counter, "secret": b32(key), "key": key}


def b32(key):
    return base64.b32encode(key).decode().rstrip("=")


def code(of):
    step = of["counter"] if of["kind"] == "hotp" else AT // of["period_secs"]
    digest = hmac.new(of["key"], struct.pack(">Q", step), of["algorithm"].lower()).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF
    if of["kind"] == "steam":
        return "".join(STEAM[number // 26**place % 26] for place in range(5))
    return str(number % 10 ** of["digits"]).zfill(of["digits"])


def uri(of, extra=""):
    label = quote(of["account"], safe="")
    label = f"{quote(of['issuer'], safe='')}:{label}" if of["issuer"] else label
    issuer = f"&issuer={quote(of['issuer'], safe='')}" if of["issuer"] else ""
    moves = f"counter={of['counter']}" if of["kind"] == "hotp" else f"period={of['period_secs']}"
    return (f"otpauth://{of['kind']}/{label}?secret={of['secret']}{issuer}&algorithm={of['algorithm']}"
            f"&digits={of['digits']}&{moves}{extra}")


PLAIN = account("Forge & Söhne", "ada+test@forge.example")
STRONG = account('Café "Zum Ö"', "zoë 🦀", algorithm="SHA512", digits=8, period=60, length=64)
SEVEN = account("Seven", "odd", algorithm="SHA256", digits=7, period=45, length=32)
NAMELESS = account("", "no-issuer")
COUNTED = account("Bank", "o'neil", kind="hotp", counter=10300)
COUNTED_STRONG = account("Vault", "ops", kind="hotp", algorithm="SHA256", digits=8, counter=7, length=32)
STEAMY = account("Steam", "gaben", kind="steam")
SHORT = account("Old site", "", length=10)
ALL = [PLAIN, STRONG, SEVEN, NAMELESS, COUNTED, COUNTED_STRONG, STEAMY, SHORT]

LISTED, REFUSED = [], []
# The words that an app says for each reason.
KEYS = {"UnknownKind": "why-kind", "UnknownAlgorithm": "why-algorithm", "InvalidSecret": "why-secret", "Deleted": "why-deleted",
        "Linked": "why-linked", "Address": "error-address", "EncryptedNotSupported": "error-import-encrypted",
        "Incomplete": "error-import-incomplete"}


def fixed(name, length):
    return hashlib.sha512(name.encode()).digest()[:length]


def write(name, content):
    data = content if isinstance(content, bytes) else content.encode()
    (HERE / name).write_bytes(data)


def listed(name, form, entries, password=None, left_out=(), labels=None):
    shown = [{key: of[key] for key in of if key != "key"} | {"label": (labels or {}).get(of["account"]), "code": code(of)}
             for of in entries]
    LISTED.append({"file": name, "format": form, "password": password, "entries": shown, "left_out": list(left_out)})


def scrypt(password, salt, n, r, p):
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**26, dklen=32)


def argon2id(password, salt, memory_kib, passes, lanes):
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib).derive(password.encode())


def aegis():
    def info(of):
        moves = {"counter": of["counter"]} if of["kind"] == "hotp" else {"period": of["period_secs"]}
        return {"secret": of["secret"], "algo": of["algorithm"], "digits": of["digits"]} | moves

    def entry(kind, of, info):
        return {"type": kind, "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, of["account"])), "name": of["account"],
                "issuer": of["issuer"], "note": "a note", "favorite": False, "icon": None, "icon_mime": None,
                "icon_hash": None, "info": info, "groups": []}

    entries = [entry(of["kind"], of, info(of)) for of in ALL]
    motp = {"secret": "5JFFCQ3BCJGK3CHJ", "algo": "MD5", "digits": 6, "period": 10, "pin": "1234"}
    entries.append(entry("motp", {"account": "moped", "issuer": "Motp"}, motp))
    db = {"version": 3, "entries": entries, "groups": []}
    out = [{"what": "Motp: moped", "why": "UnknownKind"}]
    plain = {"version": 1, "header": {"slots": None, "params": None}, "db": db}
    write("aegis_plain.json", json.dumps(plain, indent=4))
    listed("aegis_plain.json", "aegis", ALL, left_out=out)

    def sealed(key, name, data):
        nonce = fixed(name, 12)
        both = AESGCM(key).encrypt(nonce, data, None)
        return both[:-16], {"nonce": nonce.hex(), "tag": both[-16:].hex()}

    master, salt = fixed("aegis master", 32), fixed("aegis salt", 32)
    n, r, p = 32768, 8, 1
    wrapped, key_params = sealed(scrypt(PASSWORD, salt, n, r, p), "aegis slot", master)
    body, params = sealed(master, "aegis db", json.dumps(db, indent=4).encode())
    bio = {"type": 2, "uuid": str(uuid.UUID(int=2)), "key": wrapped.hex(), "key_params": key_params}
    slot = {"type": 1, "uuid": str(uuid.UUID(int=1)), "key": wrapped.hex(), "key_params": key_params,
            "n": n, "r": r, "p": p, "salt": salt.hex(), "repaired": True, "is_backup": False}
    header = {"slots": [bio, slot], "params": params}
    write("aegis_encrypted.json", json.dumps({"version": 1, "header": header, "db": base64.b64encode(body).decode()}, indent=4))
    listed("aegis_encrypted.json", "aegis", ALL, PASSWORD, out)


def two_fas():
    def service(at, of):
        moves = {"counter": of["counter"]} if of["kind"] == "hotp" else {"period": of["period_secs"]}
        otp = {"link": uri(of), "label": of["account"], "account": of["account"], "issuer": of["issuer"],
               "digits": of["digits"], "algorithm": of["algorithm"], "tokenType": of["kind"].upper(), "source": "Link"}
        return {"name": of["issuer"], "secret": of["secret"], "updatedAt": 1702934567518, "otp": otp | moves,
                "order": {"position": at}, "icon": {"selected": "Label", "label": {"text": "XX", "backgroundColor": "Red"},
                                                    "iconCollection": {"id": str(uuid.UUID(int=3))}}}

    services = [service(at, of) for at, of in enumerate(ALL)]
    foot = {"groups": [], "updatedAt": 1702934732299, "schemaVersion": 4, "appVersionCode": 5000009,
            "appVersionName": "5.1.0", "appOrigin": "android"}
    write("2fas_plain.2fas", json.dumps({"services": services} | foot))
    listed("2fas_plain.2fas", "2fas", ALL)
    salt, nonce = fixed("2fas salt", 64) * 4, fixed("2fas nonce", 12)
    key = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt, 10_000, 32)

    def sealed(text):
        parts = [AESGCM(key).encrypt(nonce, text.encode(), None), salt, nonce]
        return ":".join(base64.b64encode(part).decode() for part in parts)

    body = {"services": []} | foot | {"servicesEncrypted": sealed(json.dumps(services)), "reference": sealed("reference")}
    write("2fas_encrypted.2fas", json.dumps(body))
    listed("2fas_encrypted.2fas", "2fas", ALL, PASSWORD)


def ente():
    def display(trashed):
        shown = {"pinned": False, "trashed": trashed, "lastUsedAt": 0, "tapCount": 0, "tags": ["work"], "note": "🗒" * 300}
        return "&codeDisplay=" + quote(json.dumps(shown, separators=(",", ":")), safe="")

    lines = [uri(of, display(False)) for of in ALL] + [uri(account("Bin", "gone"), display(True))]
    write("ente.txt", "\n".join(lines) + "\n")
    listed("ente.txt", "ente", ALL, left_out=[{"what": "Bin:gone", "why": "Deleted"}])
    sealed = {"version": 1, "kdfParams": {"memLimit": 268435456, "opsLimit": 16, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="},
              "encryptedData": base64.b64encode(fixed("ente", 64)).decode(), "encryptionNonce": base64.b64encode(fixed("ente", 24)).decode()}
    write("ente_encrypted.txt", json.dumps(sealed))
    REFUSED.append({"file": "ente_encrypted.txt", "format": "ente", "error": "EncryptedNotSupported"})


def bitwarden():
    def item(name, username, totp):
        return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, name)), "organizationId": None, "folderId": None, "type": 1,
                "reprompt": 0, "name": name, "notes": None, "favorite": False,
                "login": {"uris": None, "username": username, "password": "not read", "totp": totp}, "collectionIds": None}

    spaced = " ".join(SHORT["secret"][at:at + 4] for at in range(0, 16, 4)).lower()
    bare = SHORT | {"issuer": "Bare", "account": "bob"}
    steam = STEAMY | {"issuer": "Steam game", "account": "gordon"}
    named = NAMELESS | {"issuer": "Named by the item"}
    items = [item(of["issuer"], "someone else", uri(of)) for of in (PLAIN, STRONG, SEVEN)]
    items += [item("Named by the item", "x", uri(NAMELESS)), item("Bare", "bob", spaced),
              item("Steam game", "gordon", "steam://" + STEAMY["secret"]), item("No codes", "x", None),
              {"type": 2, "name": "A note", "notes": "x", "secureNote": {"type": 0}}, item("Broken", "y", "no secret!")]
    write("bitwarden.json", json.dumps({"encrypted": False, "folders": [], "items": items}, indent=2))
    listed("bitwarden.json", "bitwarden", [PLAIN, STRONG, SEVEN, named, bare, steam],
           left_out=[{"what": "Broken: y", "why": "InvalidSecret"}])
    sealed = {"encrypted": True, "passwordProtected": True, "salt": "c2FsdA==", "kdfType": 0, "kdfIterations": 600000,
              "encKeyValidation_DO_NOT_EDIT": "2.AA==|AA==|AA==", "data": "2.AA==|AA==|AA=="}
    write("bitwarden_encrypted.json", json.dumps(sealed, indent=2))
    REFUSED.append({"file": "bitwarden_encrypted.json", "format": "bitwarden", "error": "EncryptedNotSupported"})


def freeotp_plus():
    def token(of):
        return {"algo": of["algorithm"], "counter": of["counter"] or 0, "digits": of["digits"], "issuerExt": of["issuer"],
                "issuerInt": of["issuer"], "label": of["account"], "period": of["period_secs"] or 30,
                "secret": list(struct.unpack(f"{len(of['key'])}b", of["key"])),
                "type": "HOTP" if of["kind"] == "hotp" else "TOTP"}

    order = [f"{of['issuer']}:{of['account']}" for of in ALL]
    write("freeotp_plus.json", json.dumps({"tokenOrder": order, "tokens": [token(of) for of in ALL]}))
    listed("freeotp_plus.json", "freeotp-plus", ALL)


def and_otp():
    def entry(of):
        padded = of["secret"] + "=" * (-len(of["secret"]) % 8)
        moves = {"counter": of["counter"]} if of["kind"] == "hotp" else {"period": of["period_secs"]}
        return {"secret": padded, "issuer": of["issuer"], "label": of["account"], "digits": of["digits"],
                "type": of["kind"].upper(), "algorithm": of["algorithm"], "thumbnail": "Default",
                "last_used": 1608146844162, "used_frequency": 0, "tags": []} | moves

    old = entry(PLAIN | {"account": "Forge & Söhne - ada+test@forge.example"})
    del old["issuer"]
    text = json.dumps([old] + [entry(of) for of in ALL[1:]])
    write("andotp_plain.json", text)
    listed("andotp_plain.json", "andotp", ALL)
    iterations, salt, nonce = 150_123, fixed("andotp salt", 12), fixed("andotp nonce", 12)
    key = hashlib.pbkdf2_hmac("sha1", PASSWORD.encode(), salt, iterations, 32)
    write("andotp_encrypted.json.aes", struct.pack(">i", iterations) + salt + nonce + AESGCM(key).encrypt(nonce, text.encode(), None))
    listed("andotp_encrypted.json.aes", "andotp", ALL, PASSWORD)


def stratum():
    def entry(of):
        return {"Type": {"hotp": 1, "totp": 2, "steam": 4, "motp": 3}[of["kind"]], "Icon": None, "Issuer": of["issuer"],
                "Username": of["account"] or None, "Secret": of["secret"], "Pin": None,
                "Algorithm": ["SHA1", "SHA256", "SHA512"].index(of["algorithm"]), "Digits": of["digits"],
                "Period": of["period_secs"] or 30, "Counter": of["counter"] or 0, "CopyCount": 0, "Ranking": 0}

    motp = entry(PLAIN | {"kind": "motp", "issuer": "Motp", "account": "moped"}) | {"Pin": "1234"}
    backup = {"Authenticators": [entry(of) for of in ALL] + [motp], "Categories": [], "AuthenticatorCategories": [], "CustomIcons": []}
    out = [{"what": "Motp: moped", "why": "UnknownKind"}]
    write("stratum_plain.json", json.dumps(backup))
    listed("stratum_plain.json", "stratum", ALL, left_out=out)
    salt, nonce = fixed("stratum salt", 16), fixed("stratum nonce", 12)
    body = AESGCM(argon2id(PASSWORD, salt, 65536, 3, 4)).encrypt(nonce, json.dumps(backup).encode(), None)
    write("stratum_encrypted.stratum", b"AUTHENTICATORPRO" + salt + nonce + body)
    listed("stratum_encrypted.stratum", "stratum", ALL, PASSWORD, out)
    write("stratum_legacy.authpro", b"AuthenticatorPro" + fixed("old salt", 20) + fixed("old iv", 16) + fixed("old", 64))
    REFUSED.append({"file": "stratum_legacy.authpro", "format": "stratum", "error": "EncryptedNotSupported"})


def proton():
    entries = [PLAIN, STRONG, SEVEN, NAMELESS, STEAMY | {"issuer": "Steam"}]

    def entry(of):
        steam = of["kind"] == "steam"
        content = {"uri": "steam://" + of["secret"] if steam else uri(of), "entry_type": "Steam" if steam else "Totp",
                   "name": of["account"]}
        return {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, of["account"])), "content": content, "note": None}

    text = json.dumps({"version": 1, "entries": [entry(of) for of in entries]})
    write("proton_plain.json", text)
    listed("proton_plain.json", "proton", entries)
    salt, nonce = fixed("proton salt", 16), fixed("proton nonce", 12)
    key = argon2id(PASSWORD, salt, 19 * 1024, 2, 1)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), b"proton.authenticator.export.v1")
    both = {"salt": base64.b64encode(salt).decode(), "content": base64.b64encode(body).decode()}
    write("proton_encrypted.json", json.dumps({"version": 1} | both))
    listed("proton_encrypted.json", "proton", entries, PASSWORD)


def duo():
    timed, counted = NAMELESS | {"account": "Mail 📮"}, COUNTED | {"issuer": "", "account": "Bank"}

    def entry(of, generator):
        return {"version": 1.0, "accountType": "OtpAccount", "name": of["account"], "otpGenerator": generator,
                "logoUri": "file:///x.png", "pkey": str(uuid.UUID(int=4)), "serviceTypeLabelIsCustom": True}

    counter = {"otpSecret": counted["secret"], "counter": counted["counter"]}
    push = {"version": 1.0, "accountType": "DuoAccount", "name": "Company", "pkey": str(uuid.UUID(int=5))}
    write("duo.json", json.dumps([entry(timed, {"otpSecret": timed["secret"]}), entry(counted, counter), push], indent=2))
    listed("duo.json", "duo", [timed, counted], left_out=[{"what": "Company", "why": "InvalidSecret"}])


def number(value):
    out = bytearray()
    while True:
        value, low = value >> 7, value & 127
        out.append(low | (128 if value else 0))
        if not value:
            return bytes(out)


def field(at, value):
    if isinstance(value, bytes):
        return number(at << 3 | 2) + number(len(value)) + value
    return number(at << 3) + number(value)


def google():
    eight = account("Eight", "ada", algorithm="SHA256", digits=8)
    entries = [PLAIN, NAMELESS, eight, COUNTED, SHORT]

    def parameters(of):
        name = f"{of['issuer']}:{of['account']}" if of is PLAIN else of["account"]
        fields = [(1, of["key"]), (2, name.encode()), (3, of["issuer"].encode()),
                  (4, {"SHA1": 1, "SHA256": 2, "SHA512": 3}[of["algorithm"]]), (5, {6: 1, 8: 2}[of["digits"]]),
                  (6, 1 if of["kind"] == "hotp" else 2)]
        fields += [(7, of["counter"])] if of["kind"] == "hotp" else []
        return b"".join(field(at, value) for at, value in fields)

    def address(at, of, batch, parts, batch_id=-(2**31) % 2**64):
        payload = b"".join(field(1, part) for part in parts) + field(2, 2) + field(3, of) + field(4, at) + field(5, batch_id)
        return "otpauth-migration://offline?data=" + quote(base64.b64encode(payload), safe="")

    md5 = field(1, b"x" * 10) + field(2, b"old") + field(3, b"Md5") + field(4, 4) + field(5, 1) + field(6, 2)
    first = address(0, 2, 0, [parameters(of) for of in entries[:3]])
    second = address(1, 2, 0, [parameters(of) for of in entries[3:]] + [md5])
    write("google.txt", second + "\n" + first + "\n")
    write("google_1_of_2.txt", first + "\n")
    write("google_2_of_2.txt", second + "\n")
    listed("google.txt", "google", entries, left_out=[{"what": "Md5: old", "why": "UnknownAlgorithm"}])
    REFUSED.append({"file": "google_1_of_2.txt", "format": "google", "error": "Incomplete"})
    REFUSED.append({"file": "google_2_of_2.txt", "format": "google", "error": "Incomplete"})


def otpauth():
    broken = "otpauth://totp/Broken:yandex?secret=%31&algorithm=MD5"
    write("otpauth.txt", "\ufeff" + "\r\n".join([uri(of) for of in ALL] + ["", broken, "not an address"]) + "\r\n")
    listed("otpauth.txt", "otpauth", ALL, left_out=[{"what": "Broken:yandex", "why": "Address"}, {"what": "10", "why": "Address"}])


def assent():
    keys = ("issuer", "account", "kind", "secret", "algorithm", "digits", "period_secs", "counter")
    labels = {SHORT["account"]: "My \"old\" one"}
    accounts = [{key: of[key] for key in keys} | {"label": labels.get(of["account"])} for of in ALL]
    linked = [{"issuer": "Atelier", "account": "ada@atelier.example", "server": "https://atelier.example"}]
    text = json.dumps({"exported_at": AT, "accounts": accounts, "linked": linked})
    salt, nonce = fixed("assent salt", 16), fixed("assent nonce", 12)
    header = {"assent_export": 1, "kdf": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 1,
              "salt": base64.b64encode(salt).decode(), "cipher": "chacha20-poly1305", "nonce": base64.b64encode(nonce).decode()}
    line = json.dumps(header, separators=(",", ":")).encode()
    key = argon2id(unicodedata.normalize("NFKC", PASSWORD), salt, 65536, 3, 1)
    body = ChaCha20Poly1305(key).encrypt(nonce, text.encode(), line)
    write("assent.export", line + b"\n" + base64.b64encode(body) + b"\n")
    listed("assent.export", "assent", ALL, PASSWORD, [{"what": "Atelier: ada@atelier.example", "why": "Linked"}], labels)


if __name__ == "__main__":
    for make in (aegis, two_fas, ente, bitwarden, freeotp_plus, and_otp, stratum, proton, duo, google, otpauth, assent):
        make()
    about = ("Exports of other programs in imports/: what is read in each, its code at the time 'at' (of a counted one that of "
             "its counter), what is left out and why, and what is refused, each with the key of its words. Made by imports/make.py.")
    for out in [out for of in LISTED for out in of["left_out"]] + REFUSED:
        out["key"] = KEYS[out.get("why") or out["error"]]
    everything = {"about": about, "at": AT, "read": LISTED, "refused": REFUSED}
    (HERE.parent / "imports.json").write_text(json.dumps(everything, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
