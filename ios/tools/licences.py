#!/usr/bin/env python3
"""Writes which crates are built into the app, under which licences, with the texts. With --check nothing is written: it fails where that would
change something.

usage: tools/licences.py [--check]
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "ios/Sources/AssentKit/Words/licences.txt"
TARGET = "aarch64-apple-ios"
START = "===="
PUBLIC = "Its authors have put it into the public domain: https://www.sqlite.org/copyright.html"
# What comes without a file. The notice is Exhibit A of the licence.
MPL = """This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
The source: {repository}"""


def cargo(*words):
    return subprocess.run(["cargo", *words, "--locked"], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def crates():
    """As Cargo knows them: what the library for phones is built of."""
    lines = cargo("tree", "-p", "assent-bindings", "--no-default-features", "--target", TARGET, "-e", "normal", "--prefix", "none").splitlines()
    built = {(line.split()[0], line.split()[1][1:]) for line in lines}
    packages = json.loads(cargo("metadata", "--format-version", "1", "--filter-platform", TARGET))["packages"]
    return [package for package in packages if (package["name"], package["version"]) in built]


def text_of(package):
    """Where one of several licences may be chosen, that is Apache's: one text for all, and the notices that it asks for."""
    licence, folder = package["license"], Path(package["manifest_path"]).parent
    if "Apache-2.0" in re.split(" OR |/", licence):
        return "\n\n".join([APACHE, *texts(folder, "NOTICE")])
    found = texts(folder, "LICEN[CS]E|COPYING|COPYRIGHT|UNLICENSE")
    if not found and licence == "MPL-2.0":
        return MPL.format(**package)
    if not found:
        sys.exit(f"{package['name']}: {licence}, and no text")
    return "\n\n".join(found)


def texts(folder, names):
    files = sorted(file for file in folder.iterdir() if file.is_file() and re.match(names, file.name, re.IGNORECASE))
    return [flowing(file) for file in files]


def flowing(file):
    """Its paragraphs, a line each: screens are narrower than 80 letters."""
    paragraphs = re.split(r"\n\s*\n", file.read_text(encoding="utf-8"))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def made():
    """Blocks: a line of its own, the names of what has the same text, an empty line, the text."""
    blocks = {APACHE: ["Rust’s standard library: MIT OR Apache-2.0"], PUBLIC: ["SQLite: public domain"]}
    for package in crates():
        blocks.setdefault(text_of(package), []).append(f"{package['name']} {package['version']}: {package['license']}")
    assert not any(START in text for text in blocks)
    return "".join("\n".join([START, *sorted(names), "", text, ""]) for text, names in blocks.items())


APACHE = flowing(ROOT / "LICENSE")


def main(checks):
    text = made()
    if not checks:
        FILE.write_text(text, encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != text:
        sys.exit("the app's licences are not those of what it is built of: run ios/tools/licences.py")


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
