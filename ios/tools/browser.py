"""Debian's Chromium, driven by its own driver."""

import base64
import json
import subprocess
import urllib.request
from contextlib import contextmanager

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


class Browser:
    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}/session"
        wish = {"browserName": "chrome", "goog:chromeOptions": {"binary": "/usr/bin/chromium", "args": FLAGS}}
        self.address += "/" + self.send("", {"capabilities": {"alwaysMatch": wish}})["sessionId"]

    def open(self, page):
        """A file, in a window that is as large as its body."""
        self.send("/url", {"url": page.as_uri()})
        self.fit(1280, 1000)
        width, height = self.run("const body = document.body.getBoundingClientRect(); return [body.width, body.height]")
        self.fit(width, height)

    def fit(self, width, height):
        size = {"width": round(width), "height": round(height), "deviceScaleFactor": 1, "mobile": False}
        self.send("/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": size})

    def run(self, script):
        return self.send("/execute/sync", {"script": script, "args": []})

    def picture(self):
        """PNG."""
        return base64.b64decode(self.send("/screenshot"))

    def send(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["value"]

    def close(self):
        urllib.request.urlopen(urllib.request.Request(self.address, method="DELETE"), timeout=60).close()


@contextmanager
def browser():
    """One browser, until the block ends."""
    driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        started = next(line for line in driver.stdout if "started successfully on port" in line)
        one = Browser(int(started.rsplit(" ", 1)[1].rstrip(".\n")))
        try:
            yield one
        finally:
            one.close()
    finally:
        driver.terminate()
        driver.wait()
