#!/usr/bin/env python3
"""Makes the iOS app's texts from the Android app's and its own, whose keys begin with `ios_`: the String Catalog, and an enum of its keys.

usage: tools/texts.py, in ios/
"""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

RESOURCES = Path(__file__).parent / "../../android/res"
OWN = Path(__file__).parent / "../texts"
WORDS = Path(__file__).parent / "../Sources/AssentKit/Words"
FILES = ["strings.xml", "errors.xml", "transfer.xml"]
SIGNS = {"n": "\n", "t": "\t", "'": "'", '"': '"', "\\": "\\", "@": "@", "?": "?"}


def unescape(text):
    """Android's signs for signs (developer.android.com, String resources)."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text)
    return re.sub(r"\\(.)", lambda sign: SIGNS[sign[1]], text)


def holes(text):
    """Java's places to fill, as Foundation has them."""
    return re.sub(r"%(\d+\$)?([sd])", lambda hole: f"%{hole[1] or ''}{'@' if hole[2] == 's' else 'lld'}", text)


def words(element):
    return {"stringUnit": {"state": "translated", "value": holes(unescape("".join(element.itertext()).strip()))}}


def localization(element):
    if element.tag == "plurals":
        return {"variations": {"plural": {item.get("quantity"): words(item) for item in element}}}
    return words(element)


def read(folder, language):
    files = [RESOURCES / folder / name for name in FILES] + [OWN / f"{language}.xml"]
    roots = [ElementTree.parse(file).getroot() for file in files]
    return {element.get("name"): element for root in roots for element in root if element.tag in ("string", "plurals")}


def catalog(english, french):
    strings = {}
    for key, element in english.items():
        entry = {"extractionState": "manual", "localizations": {"en": localization(element)}}
        if element.get("translatable") == "false":
            entry["shouldTranslate"] = False
        else:
            entry["localizations"]["fr"] = localization(french[key])
        strings[key] = entry
    return {"sourceLanguage": "en", "strings": strings, "version": "1.0"}


def case(key):
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)


def keys(english):
    lines = [f'    case {case(key)} = "{key}"' for key in sorted(english)]
    return "\n".join([
        "// Made by tools/texts.py from the Android app's texts and those of texts/.",
        "",
        "/// The texts of the app: those of the Android app, by the same names, and what is said on iOS alone.",
        "public enum TextKey: String, CaseIterable, Sendable {",
        *lines,
        "}",
        "",
    ])


def main():
    english, french = read("values", "en"), read("values-fr", "fr")
    made = json.dumps(catalog(english, french), ensure_ascii=False, indent=2, sort_keys=True)
    (WORDS / "Localizable.xcstrings").write_text(made + "\n", encoding="utf-8")
    (WORDS / "TextKey.swift").write_text(keys(english), encoding="utf-8")


if __name__ == "__main__":
    main()
