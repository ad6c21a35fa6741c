"""What a phone brings: keys that sign (in software here), a clock and a log."""

import logging
import os
import tempfile
import time

from assent import Answer, AppClock, AppLog, AssentApp, Assurance, HardwareKeys, LockSettings, Phone, PlatformError, UserVerification
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# Asyncio tells when the scene is waited for; that is no fault.
logging.getLogger("asyncio").setLevel(logging.ERROR)

HERE = Phone(name="Ada's Python", model=None, system="Debian", app="test")
NEW = Phone(name="Ada's new phone", model=None, system="Debian", app="test")
TEMPORARY = tempfile.TemporaryDirectory()


class SoftwareKeys(HardwareKeys):
    """Signs DER as Keystore does. `broken` stands for what a person or the hardware may do."""

    def __init__(self):
        self.keys = {}
        self.vault_key = AESGCM(AESGCM.generate_key(256))
        self.broken = None

    def make(self, account, purpose, challenge):
        key = self.keys[account, purpose] = ec.generate_private_key(ec.SECP256R1())
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return key.public_key().public_bytes(serialization.Encoding.DER, form)

    def attestation(self, account):
        return []

    def sign(self, account, purpose, message):
        if self.broken:
            raise self.broken
        if (account, purpose) not in self.keys:
            raise PlatformError.KeyGone()
        return self.keys[account, purpose].sign(message, ec.ECDSA(hashes.SHA256()))

    def is_there(self, account, purpose):
        return (account, purpose) in self.keys

    def delete(self, account, purpose):
        self.keys.pop((account, purpose), None)

    def wrap_vault_key(self, vault_key):
        nonce = os.urandom(12)
        return nonce + self.vault_key.encrypt(nonce, vault_key, None)

    def unwrap_vault_key(self, wrapped):
        try:
            return self.vault_key.decrypt(wrapped[:12], wrapped[12:], None)
        except InvalidTag:
            raise PlatformError.KeyGone() from None

    def assurance(self, account):
        return Assurance.SOFTWARE

    def user_verification(self, account):
        return UserVerification.PRESENCE


class TestClock(AppClock):
    """The machine's clock, until it is set."""

    __test__ = False

    def __init__(self):
        self.now = None

    def now_secs(self):
        return int(time.time()) if self.now is None else self.now


class TestLog(AppLog):
    """Keeps its lines."""

    __test__ = False

    def __init__(self):
        self.lines = []

    def write(self, line):
        self.lines.append(line)


class TestPhone:
    """An app with a vault of its own, which is open."""

    __test__ = False

    @classmethod
    async def make(cls, pin=None):
        phone = cls()
        phone.keys, phone.clock, phone.log = SoftwareKeys(), TestClock(), TestLog()
        folder = tempfile.mkdtemp(dir=TEMPORARY.name)
        phone.app = AssentApp(folder, phone.keys, phone.clock, phone.log)
        await phone.app.create(pin)
        return phone

    @classmethod
    async def linked(cls, *scenes):
        """One that is linked to all of these."""
        phone = await cls.make()
        for scene in scenes:
            await phone.link(scene)
        return phone

    async def link(self, scene):
        """Links the whole way, the link code typed at the portal."""
        ticket = scene.act("ticket")
        link = await self.app.link(ticket["text"], HERE, None)
        assert scene.act("confirm", id=ticket["id"], code=link.link_code)["is_linked"]
        await self.app.confirm_linked(link.account, None)
        return link

    async def until(self, is_there):
        """The first picture that is so."""
        for _ in range(20):
            update = await self.app.watch(20, None)
            if is_there(update):
                return update
        raise AssertionError(update)

    async def request(self):
        """The one request that waits."""
        update = await self.until(lambda update: update.requests)
        assert len(update.requests) == 1, update
        return update.requests[0]

    async def answers(self, scene, answer=Answer.APPROVE):
        """The one login that this scene's wiki asks about, answered; gives the request."""
        asked = scene.ask()
        request = await self.request()
        await self.app.answer(request.id, answer, None)
        assert scene.status(asked) == ("approved" if answer == Answer.APPROVE else "denied")
        return request

    def set_clock(self, now):
        """Without that it locks by itself."""
        self.app.change_lock_settings(LockSettings(idle_secs=None, in_background=False))
        self.clock.now = now
