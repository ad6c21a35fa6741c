"""Checks answers against the schemas that the OpenAPI document names for them. Prints how many fit."""

import json
import sys

from jsonschema import Draft202012Validator

given = json.load(sys.stdin)
fit = 0
for answer in given["seen"]:
    schema = {"$ref": f"#/components/schemas/{answer['schema']}", "components": given["document"]["components"]}
    Draft202012Validator(schema).validate(answer["body"])
    fit += 1
print(fit, "fit")
