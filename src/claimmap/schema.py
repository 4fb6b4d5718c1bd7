"""JSON Schemas of the files that people write, made from the classes that read them.

Editors complete and check with them; what a schema cannot say (names that resolve, addresses that exist) is said by
`claimmap check`. A schema never refuses a file that `check` accepts.
"""

import datetime as dt
import inspect
import json
import re
import textwrap
import types
import typing
from collections.abc import Mapping
from typing import Any, Final, Literal

import attrs

from claimmap import case as cases
from claimmap.case import Case
from claimmap.dates import When
from claimmap.jurisdiction.register import RegisterFile
from claimmap.law import CrimeFile, InstrumentFile, ModeFile, Provision, SharedFile, StandardsFile
from claimmap.policy import Policy
from claimmap.precedents import PrecedentFile
from claimmap.reading import BARE, keys_of
from claimmap.states import AmendmentsFile, CouncilFile, CountriesFile, State

Plain = dict[str, Any]

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
KINDS: Final[Mapping[str, type[Any]]] = {
    "case": Case, "case-part": Case, "policy": Policy, "instrument": InstrumentFile, "crime": CrimeFile, "shared": SharedFile, "mode": ModeFile,
    "provision": Provision, "standards": StandardsFile, "state": State, "amendments": AmendmentsFile, "council-referrals": CouncilFile,
    "countries": CountriesFile, "contested": RegisterFile, "precedents": PrecedentFile,
}  # fmt: skip
"""Kinds of file by the names under which their schemas are printed; `case-part` is a further file of a case."""

PART: Final = "case-part"
_POINT: Final = r"(?:[0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2}|[Xx]{4})(?:-(?:[0-9]{2}|[Xx]{2})(?:-(?:[0-9]{2}|[Xx]{2}))?)?[?~%]?"
_SIDE: Final = rf"(?:{_POINT}|\.\.|[Uu][Nn][Kk][Nn][Oo][Ww][Nn])?"
WHEN: Final = rf"^\s*(?:{_POINT}|[Uu][Nn][Kk][Nn][Oo][Ww][Nn]|{_SIDE}\s*/\s*{_SIDE})\s*$"
"""A date or an interval, as `dates` reads it; dashes other than the hyphen are left to `check`."""

TEXT: Final[Plain] = {"type": ["string", "number", "boolean"]}
"""Every scalar is text to the reader: an id may look like a number."""
TRUTH: Final[Plain] = {
    "anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"}],
}  # fmt: skip
DAY: Final[Plain] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DATE: Final[Plain] = {"anyOf": [{"type": "string", "pattern": WHEN}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
NAMES: Final[Plain] = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
OPEN_END: Final[Plain] = {"const": ".."}

SPECIAL: Final[Mapping[tuple[type[Any], str], Plain]] = {
    (cases.Challenge, "effect"): {
        "anyOf": [{"const": "defeat"}, {"type": "object", "properties": {"cap": {"enum": ["low", "medium"]}}, "required": ["cap"],
                                        "additionalProperties": False}],
    },
    (cases.Evidence, "from"): {"anyOf": [{"const": cases.SELF}, {"type": "array", "items": TEXT}]},
    (cases.Covers, "from"): {"anyOf": [*DATE["anyOf"], OPEN_END]},
    (cases.Covers, "to"): {"anyOf": [*DATE["anyOf"], OPEN_END]},
    (cases.Acceptance, "from"): {"anyOf": [*DATE["anyOf"], OPEN_END]},
    (cases.Acceptance, "to"): {"anyOf": [*DATE["anyOf"], OPEN_END]},
}  # fmt: skip
"""Keys whose form the reader changes before it fills the class."""


def schema_of(kind: str) -> Plain:
    """Return the JSON Schema of a kind of file.

    Raises:
        KeyError: there is no such kind.

    >>> schema_of("case")["required"]
    ['format', 'id', 'title', 'as-of']
    """
    cls = KINDS[kind]
    maker = _Maker()
    top = maker.object_of(cls)
    if kind == PART:
        top = {key: value for key, value in top.items() if key != "required"}
        top["properties"] = {key: value for key, value in top["properties"].items() if key != "format"}
    elif "format" in top["properties"]:
        top["required"] = ["format", *(one for one in top.get("required", []) if one != "format")]
    head = {"$schema": DIALECT, "title": f"claimmap {kind}"}
    return {**head, **top, "definitions": {name: maker.definitions[name] for name in sorted(maker.definitions)}}


def text_of(kind: str) -> str:
    """Return the JSON Schema of a kind of file as the text of its shipped file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


class _Maker:
    """Turns classes into schemas; a class met on the way becomes a definition of its own."""

    def __init__(self) -> None:
        self.definitions: dict[str, Plain] = {}

    def object_of(self, cls: type[Any]) -> Plain:
        fields = {one.name: one for one in attrs.fields(cls)}
        says = described(cls)
        properties: dict[str, Plain] = {}
        required: list[str] = []
        for key, name in keys_of(cls).items():
            field = fields[name]
            made = SPECIAL.get((cls, key)) or self.type_of(field.type)
            if _is_optional(field.type) or (field.default is not attrs.NOTHING and field.default is not None):
                made = _or_null(made)
            if says.get(name):
                made = {"description": says[name], **made}
            properties[key] = made
            if field.default is attrs.NOTHING:
                required.append(key)
        out: Plain = {"type": "object", "description": says[""], "properties": properties, "additionalProperties": False}
        return {**out, "required": required} if required else out

    def type_of(self, kind: Any) -> Plain:
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if kind is cases.Names:
            return NAMES
        if kind in _SIMPLE:
            return _SIMPLE[kind]
        if origin is Literal:
            return {"enum": [form for one in inner for form in ((one, int(one)) if one.isdigit() else (one,))]}
        if origin is tuple:
            return {"type": "array", "items": self.type_of(inner[0])}
        if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.type_of(inner[1])}
        if origin in (types.UnionType, typing.Union):
            forms = [self.type_of(one) for one in inner if one is not type(None)]
            return forms[0] if len(forms) == 1 else {"anyOf": forms}
        if attrs.has(kind):
            return self.reference_to(kind)
        message = f"no schema for {kind!r}"
        raise TypeError(message)

    def reference_to(self, cls: type[Any]) -> Plain:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # named first: classes may hold themselves
            whole = self.object_of(cls)
            bare = BARE.get(cls)
            if bare is not None:
                field = next(one for one in attrs.fields(cls) if one.name == bare)
                whole = {"anyOf": [self.type_of(field.type), whole]}
            self.definitions[name] = whole
        return {"$ref": f"#/definitions/{name}"}


_SIMPLE: Final[Mapping[Any, Plain]] = {str: TEXT, int: {"type": "integer"}, bool: TRUTH, dt.date: DAY, When: DATE, Any: {}}


def _is_optional(kind: Any) -> bool:
    return type(None) in typing.get_args(kind)


def _or_null(made: Plain) -> Plain:
    """Admit null, which is the same as leaving the key out."""
    if isinstance(made.get("type"), str):
        return {**made, "type": [made["type"], "null"]}
    if isinstance(made.get("type"), list):
        return {**made, "type": [*made["type"], "null"]}
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    if "anyOf" in made:
        return {**made, "anyOf": [*made["anyOf"], {"type": "null"}]}
    return {"anyOf": [made, {"type": "null"}]} if made else made


def described(cls: type[Any]) -> dict[str, str]:
    """Return what the docstring of a class says of it (under `""`) and of its attributes.

    >>> described(cases.Cite)["in_"]
    'Id of the evidence item (key `in`).'
    """
    text = inspect.cleandoc(cls.__doc__ or "")
    body, _, rest = text.partition("\nAttributes:\n")
    out = {"": " ".join(body.split())}
    name = ""
    for line in textwrap.dedent(re.split(r"\n(?=\S)", rest)[0]).splitlines():
        found = re.match(r"(?P<names>\w+(?:, \w+)*): (?P<text>.*)", line)
        if found:
            for name in found["names"].split(", "):
                out[name] = found["text"]
        elif line.strip() and name:
            out[name] += " " + line.strip()
    return out
