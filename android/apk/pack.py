#!/usr/bin/env python3
"""pack.py OUT RESOURCES DEX NAME=FILE...: an APK that is not signed yet, the same bytes each time.

What the system maps into memory is stored as it is, at the borders it needs: libraries at pages of 16 KiB, the table of resources at 4 bytes.
"""

import re
import struct
import sys
import zipfile

LONG_AGO = (1980, 1, 1, 0, 0, 0)
ALIGNMENT_FIELD = 0xD935  # where apksigner looks up what to keep


def border_of(name):
    return 16384 if name.endswith(".so") else 4 if name == "resources.arsc" else 0


def add(apk, name, data):
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.external_attr = 0o644 << 16
    border = border_of(name)
    entry.compress_type = zipfile.ZIP_STORED if border else zipfile.ZIP_DEFLATED
    if border:
        start = apk.fp.tell() + 30 + len(name.encode()) + 6
        padding = -start % border
        entry.extra = struct.pack("<HHH", ALIGNMENT_FIELD, 2 + padding, border) + bytes(padding)
    apk.writestr(entry, data)


def contents(resources, dex, files):
    for archive, wanted in ((resources, r".*[^/]"), (dex, r"classes\d*\.dex|META-INF/services/.+")):
        with zipfile.ZipFile(archive) as source:
            yield from ((name, source.read(name)) for name in sorted(source.namelist()) if re.fullmatch(wanted, name))
    for name, path in (file.split("=", 1) for file in files):
        with open(path, "rb") as source:
            yield name, source.read()


out, resources, dex, *files = sys.argv[1:]
with zipfile.ZipFile(out, "w", compresslevel=9) as apk:
    for name, data in contents(resources, dex, files):
        add(apk, name, data)
