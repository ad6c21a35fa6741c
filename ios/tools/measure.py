#!/usr/bin/env -S python3 -B
"""Measures the sketches in Chromium: contrast, targets, and whether anything is cut. Writes a table; fails where a measure does.

usage: tools/measure.py SKETCHES TABLE
"""

import sys
from pathlib import Path

from browser import browser

SCRIPT = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
KINDS = ["text", "sign", "target"]


def measured(pages):
    with browser() as measuring:
        for page in pages:
            measuring.open(page.resolve())
            yield page.stem, measuring.run(SCRIPT)


def row(name, found):
    least = (found["least"][kind] for kind in KINDS)
    return f"{name:44}" + "".join(f"{'–' if one is None else format(one, '.1f'):>8}" for one in least) + f"{len(found['faults']):>8}"


def main(folder, table):
    lines, faults = [f"{'sketch':44}" + "".join(f"{kind:>8}" for kind in [*KINDS, "faults"])], []
    for name, found in measured(sorted(folder.glob("*.html"))):
        lines.append(row(name, found))
        faults += [f"{name}: {fault}" for fault in found["faults"]]
    table.write_text("\n".join([*lines, "", *faults, ""]), encoding="utf-8")
    print("\n".join(faults) or f"{len(lines) - 1} sketches are right; the least of each is in {table}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
