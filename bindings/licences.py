#!/usr/bin/env python3
"""Writes what is built into the apps, under which licences, with the texts. With --check nothing is written: it fails where that would change
something.

usage: bindings/licences.py [--check]
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START = "===="
APPLES = "aarch64-apple-ios", ROOT / "ios/Sources/AssentKit/Words/licences.txt"
ANDROIDS = "aarch64-linux-android", ROOT / "android/res/raw/licences.txt"
# Of Maven's: all that the Android app packs is under Apache's licence.
PACKED = {"kotlin-stdlib": "Apache-2.0", "kotlinx-coroutines-core": "Apache-2.0", "jna": "Apache-2.0 OR LGPL-2.1-or-later", "core": "Apache-2.0"}
NAMES = {"core": "zxing-core"}
POM = "{http://maven.apache.org/POM/4.0.0}"
PUBLIC = "Its authors have put it into the public domain: https://www.sqlite.org/copyright.html"
# What comes without a file. The notice is Exhibit A of the licence.
MPL = """This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
The source: {repository}"""
# Inside of JNA.
LIBFFI = """libffi: Copyright (c) 1996-2025 Anthony Green, Red Hat, Inc and others.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the ``Software''), to \
deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or \
sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED ``AS IS'', WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, \
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER \
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN \
THE SOFTWARE."""


def cargo(*words):
    return subprocess.run(["cargo", *words, "--locked"], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def crates(target):
    """As Cargo knows them: what the library for phones is built of."""
    lines = cargo("tree", "-p", "assent-bindings", "--no-default-features", "--target", target, "-e", "normal", "--prefix", "none").splitlines()
    built = {(line.split()[0], line.split()[1][1:]) for line in lines}
    packages = json.loads(cargo("metadata", "--format-version", "1", "--filter-platform", target))["packages"]
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


def packed():
    """What Maven packs into the Android app, with versions and licences."""
    pom = ElementTree.parse(ROOT / "android/pom.xml").getroot()
    properties = {f"${{{it.tag.removeprefix(POM)}}}": it.text for it in pom.find(f"{POM}properties")}
    for dependency in pom.find(f"{POM}dependencies"):
        name, version, scope = (dependency.findtext(POM + part) for part in ("artifactId", "version", "scope"))
        if scope is None:
            yield f"{NAMES.get(name, name)} {properties.get(version, version)}: {PACKED[name]}"


def made(target):
    """Blocks: a line of its own, the names of what has the same text, an empty line, the text."""
    blocks = {APACHE: ["Rust’s standard library: MIT OR Apache-2.0"], PUBLIC: ["SQLite: public domain"]}
    if target == ANDROIDS[0]:
        blocks[APACHE] += packed()
        blocks[LIBFFI] = ["libffi: MIT"]
    for package in crates(target):
        blocks.setdefault(text_of(package), []).append(f"{package['name']} {package['version']}: {package['license']}")
    assert not any(START in text for text in blocks)
    return "".join("\n".join([START, *sorted(names), "", text, ""]) for text, names in blocks.items())


APACHE = flowing(ROOT / "LICENSE")


def main(checks):
    for target, file in (APPLES, ANDROIDS):
        text = made(target)
        if not checks:
            file.write_text(text, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file}: not the licences of what the app is built of: run bindings/licences.py")


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
