"""Checks an OpenAPI document from standard input. Prints "valid", or what is wrong."""

import json
import sys

from openapi_spec_validator import validate

validate(json.load(sys.stdin))
print("valid")
