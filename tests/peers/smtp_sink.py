"""A mail server that keeps every mail: prints its port, then each mail as a line of JSON. Refuses for good whoever is
called `nobody-…`, and for now whoever is called `later-…` the first time."""
import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody-"):
            return "550 no such person"
        if address.startswith("later-") and address not in self.seen:
            self.seen.add(address)
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
        kept = {"to": envelope.rcpt_tos, "from": mail["from"], "subject": mail["subject"],
                "auto": mail["auto-submitted"], "text": parts["text/plain"], "html": parts["text/html"]}
        print(json.dumps(kept), flush=True)
        return "250 OK"


sink = Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1]))
sink.start()
print(json.dumps({"listens": True}), flush=True)
sys.stdin.read()
sink.stop()
