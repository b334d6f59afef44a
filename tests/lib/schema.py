"""As much of JSON Schema as the *.schema.json beside the tests use; what else stands in one is an error.

    schema.faults(value, schema)   # sentences with the place of each fault; [] = the value fits"""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float),
         "null": type(None)}
NO_CHECKS = ("$schema", "title", "definitions", "additionalProperties")


def is_type(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def is_one_of(value, names):
    return any(is_type(value, name) for name in ([names] if isinstance(names, str) else names))


# What is asked of a value by itself; what is asked of texts does not concern numbers.
CHECKS = {
    "type": is_one_of,
    "const": lambda value, wanted: value == wanted,
    "enum": lambda value, wanted: value in wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or re.search(wanted, value),
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "minimum": lambda value, wanted: not is_type(value, "number") or value >= wanted,
    "minProperties": lambda value, wanted: not isinstance(value, dict) or len(value) >= wanted,
    "required": lambda value, wanted: not isinstance(value, dict) or set(wanted) <= set(value),
}


def inner_faults(key, value, schema, root, where):
    """Of what is in the value."""
    wanted, found = schema[key], []
    if key == "$ref":
        return faults(value, root["definitions"][wanted.rsplit("/", 1)[1]], root, where)
    if key == "anyOf":
        tries = [faults(value, one, root, where) for one in wanted]
        return min(tries, key=len)
    if key == "items" and isinstance(value, list):
        for i, item in enumerate(value):
            found += faults(item, wanted, root, "%s[%d]" % (where, i))
    if key == "properties" and isinstance(value, dict):
        for name, member in value.items():
            if name in wanted:
                found += faults(member, wanted[name], root, where + "." + name)
            elif schema.get("additionalProperties") is False:
                found.append("%s.%s: is not in the schema" % (where, name))
    return found


def faults(value, schema, root=None, where=""):
    found = []
    for key, wanted in schema.items():
        if key in CHECKS:
            if not CHECKS[key](value, wanted):
                found.append("%s: %.80r is not as %s %r has it" % (where or "all", value, key, wanted))
        elif key in ("$ref", "anyOf", "items", "properties"):
            found += inner_faults(key, value, schema, root or schema, where)
        elif key not in NO_CHECKS:
            raise ValueError("no check for " + key)
    return found
