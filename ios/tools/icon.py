#!/usr/bin/env python3
"""Draws the app's icon from the mark that the Android app has: light, dark and tinted, into App/Assets.xcassets.

Needs rsvg-convert (Debian: librsvg2-bin).  usage: tools/icon.py, in ios/
"""

import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

RESOURCES = Path(__file__).parent / "../../android/res/drawable"
ICON = Path(__file__).parent / "../App/Assets.xcassets/AppIcon.appiconset"
ANDROID = "{http://schemas.android.com/apk/res/android}"

# Pixels a side.
SIDE = 1024

# Of 108 the mark has 24 times 3.3, in the middle: more than on Android, whose masks cut the edge off.
PLACE = "translate(14.4 14.4) scale(3.3)"

# Apple (Human Interface Guidelines, App icons): dark ones lie on a dark ground, tinted ones are grey on black and get their colour from the system.
LOOKS = {
    "AppIcon.png": (("#128781", "#085B57"), "#FFFFFF"),
    "AppIcon-dark.png": (("#16211F", "#0B1211"), "#4FD1C5"),
    "AppIcon-tinted.png": (("#000000", "#000000"), "#FFFFFF"),
}


def mark():
    path = ElementTree.parse(RESOURCES / "launcher_mark.xml").getroot().find("group/path")
    return path.get(f"{ANDROID}pathData"), path.get(f"{ANDROID}strokeWidth")


def svg(ground, ink):
    path, width = mark()
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 108 108">
        <linearGradient id="g" x2="0" y2="1"><stop stop-color="{ground[0]}"/><stop offset="1" stop-color="{ground[1]}"/></linearGradient>
        <path fill="url(#g)" d="M0 0h108v108H0z"/>
        <path transform="{PLACE}" d="{path}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>
    </svg>"""


def main():
    for name, look in LOOKS.items():
        # What is opaque it writes without a channel of transparency, which Apple's store takes in no icon; a test looks.
        drawn = subprocess.run(["rsvg-convert", "--width", str(SIDE)], input=svg(*look).encode(), stdout=subprocess.PIPE, check=True)
        (ICON / name).write_bytes(drawn.stdout)


if __name__ == "__main__":
    main()
