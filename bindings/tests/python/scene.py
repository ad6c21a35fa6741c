"""The real servers that `scene` (tests/src/scene) keeps: what people at a portal and a service do to them."""

import json
import os
import urllib.request


class Scene:
    """A server with Ada, and a wiki that asks her."""

    def __init__(self):
        facts = _post("new", {})
        self.name, self.origin = facts["scene"], facts["origin"]
        self.account, self.service, self.issuer = facts["account"], facts["service"], facts["issuer"]

    def act(self, what, **wish):
        return _post(f"{self.name}/{what}", wish)

    def ask(self, with_number=False):
        return self.act("ask", with_number=with_number)

    def phones(self):
        return self.act("phones")["names"].splitlines()

    def status(self, asked):
        return self.act("status", id=asked["id"])["status"]


def _post(path, body):
    request = urllib.request.Request(
        f"{os.environ['ASSENT_SCENE']}/{path}", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=90) as answer:
        return json.load(answer)
