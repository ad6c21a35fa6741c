#!/usr/bin/env -S python3 -B
"""Puts sketches side by side into one picture.

usage: tools/sheet.py SKETCHES PICTURE
"""

import sys
from pathlib import Path

from browser import browser

SCREENS = ["accounts-content", "add-ways", "link-code", "account-looking", "request-asking", "request-number", "request-over-denied", "requests-two",
           "history-content", "lock-waiting"]
LOOKS = ["en", "fr-dark", "fr-ax5"]
TABLETS = ["tablet-account-tablet", "tablet-settings-tablet-fr-dark", "tablet-request-tablet"]
STYLE = """
    body { margin: 0; padding: 6px; width: 1470px; background: #8a8f8e; font-size: 0 }
    div { display: flex; gap: 6px; margin-bottom: 6px }
    img { flex: 1 1 0; min-width: 0; object-fit: cover; object-position: top; aspect-ratio: 390 / 844 }
    .tablets img { aspect-ratio: 1024 / 768 }
"""


def row(folder, names, kind=""):
    pictures = (f"<img src='{(folder / name).resolve().as_uri()}.png'>" for name in names)
    return f"<div class='{kind}'>{''.join(pictures)}</div>"


def main(folder, picture):
    rows = [row(folder, [f"{screen}-{look}" for screen in SCREENS]) for look in LOOKS]
    page = folder / "sheet.html"
    page.write_text(f"<!doctype html><style>{STYLE}</style><body>{''.join(rows)}{row(folder, TABLETS, 'tablets')}</body>", encoding="utf-8")
    with browser() as drawing:
        drawing.open(page.resolve())
        picture.write_bytes(drawing.picture())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
