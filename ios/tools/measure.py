#!/usr/bin/env -S python3 -B
"""Measures the sketches in Chromium: contrast, targets, and whether anything is cut. Writes a table of all, prints one of the looks, and fails
where a measure does.

usage: tools/measure.py SKETCHES TABLE
"""

import sys
from pathlib import Path

from browser import browser

SCRIPT = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
KINDS = ["text", "sign", "target"]
LOOKS = ["en", "fr-dark", "fr-ax5", "fr-320", "fr-320-ax5", "en-rtl", "tablet", "tablet-fr-dark"]


def measured(pages):
    """Each page's name, the least of each kind, and its faults in words."""
    with browser() as measuring:
        for page in pages:
            measuring.open(page.resolve())
            found = measuring.run(SCRIPT)
            yield page.stem, found["least"], found["faults"]


def table(rows):
    head = f"{'':44}" + "".join(f"{kind:>8}" for kind in [*KINDS, "faults"])
    return [head, *(f"{name:44}" + "".join(f"{cell(least[kind]):>8}" for kind in KINDS) + f"{len(faults):>8}" for name, least, faults in rows)]


def cell(least):
    return "–" if least is None else f"{least:.1f}"


def of_look(look, rows):
    """What is the least in all pages that look so."""
    longer = [other for other in LOOKS if other.endswith(f"-{look}")]
    ours = [row for row in rows if row[0].endswith(f"-{look}") and not any(row[0].endswith(f"-{other}") for other in longer)]
    least = {kind: min((row[1][kind] for row in ours if row[1][kind] is not None), default=None) for kind in KINDS}
    return f"{look} ({len(ours)} sketches)", least, [fault for row in ours for fault in row[2]]


def main(folder, file):
    rows = list(measured(sorted(folder.glob("*.html"))))
    faults = [f"{name}: {fault}" for name, _, found in rows for fault in found]
    file.write_text("\n".join([*table(rows), "", *faults, ""]), encoding="utf-8")
    print("\n".join([*table([of_look(look, rows) for look in LOOKS]), *faults]))
    return 1 if faults or not rows else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
