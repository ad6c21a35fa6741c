#!/usr/bin/env python3
"""Says how many lines of each layer the tests ran, and which files they ran least of.

usage: coverage.py EXPORT   EXPORT is what `swift test --enable-code-coverage` has llvm-cov write.
"""

import json
import sys
from pathlib import Path

LAYERS = ["AssentKit", "AssentUI", "AssentApp"]

# So many files are named.
NAMED = 12


def layer(path):
    parts = Path(path).parts
    return parts[parts.index("Sources") + 1] if "Sources" in parts else None


def read(export):
    files = json.loads(Path(export).read_text(encoding="utf-8"))["data"][0]["files"]
    return [(file["filename"], file["summary"]["lines"]) for file in files if layer(file["filename"]) in LAYERS]


def share(lines):
    count, covered = sum(one["count"] for one in lines), sum(one["covered"] for one in lines)
    return f"{100 * covered / count:5.1f} %  {covered:5} of {count:5} lines" if count else "nothing ran"


def main():
    files = read(sys.argv[1])
    for name in LAYERS:
        print(f"{name:10} {share([lines for path, lines in files if layer(path) == name])}")
    print("\nleast:")
    for path, lines in sorted(files, key=lambda file: file[1]["covered"] - file[1]["count"])[:NAMED]:
        print(f"{share([lines])}  {path[path.index('Sources/') + 8:]}")


if __name__ == "__main__":
    main()
