#!/usr/bin/env -S python3 -B
"""Draws the sketches that `sketch` wrote as HTML: all, or those whose name holds one of the parts.

usage: tools/sketches.py FOLDER [PART…]
"""

import sys
from pathlib import Path

from browser import browser


def main(folder, parts):
    pages = [page for page in sorted((folder / "html").glob("*.html")) if not parts or any(part in page.stem for part in parts)]
    with browser() as drawing:
        for page in pages:
            drawing.open(page.resolve())
            (folder / f"{page.stem}.png").write_bytes(drawing.picture())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
