"""Where the shared vectors (tests/vectors) lie."""

import json
from pathlib import Path

VECTORS = Path(__file__).resolve().parents[3] / "tests/vectors"


def read(name):
    return json.loads((VECTORS / name).read_text())


def sample(file):
    """An export of another program."""
    return (VECTORS / "imports" / file).read_bytes()
