"""The page of file formats, from the classes that read them, and the page of what programs get."""

import datetime as dt
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs
import yaml

from claimmap import case as cases
from claimmap.dates import When
from claimmap.lock import LockFile
from claimmap.reading import BARE, keys_of
from claimmap.schema import KINDS, SPECIAL, described
from generator.writing import code, link, prose, table
from generator.writing import page as page_of

TITLES = {
    "case": "A case", "policy": "A policy", "instrument": "An instrument", "crime": "A crime", "shared": "Common elements",
    "mode": "A mode of liability", "provision": "A provision", "standards": "The standards of proof", "state": "A State",
    "amendments": "Amendments", "council-referrals": "Referrals by the Security Council", "countries": "Countries",
    "contested": "Contested points", "precedents": "Decided counts",
}  # fmt: skip
WORDS: Mapping[Any, str] = {str: "text", int: "whole number", bool: "`true` or `false`", dt.date: "day", When: "date", Any: "any value"}
SPECIAL_WORDS = {"effect": "`defeat`, or `cap:` with `low` or `medium`", "from": "list of ids, or `self`"}

INTRODUCTION = """\
Every key of every file that people write, from the classes that read them.
How addresses, dates and places are written stands on [a page of its own](writing.md); what programs get from the commands stands under [outputs](outputs.md).

Keys are written with hyphens.
A key that is not marked as required may be left out; `null` is the same as leaving it out, and an empty value is a problem.
Every scalar is text to the reader, and the type named here converts it: an id may look like a number, and `NO` is Norway.
Anchors, aliases, tags and a key that stands twice are refused.
`claimmap schema KIND` prints the same as a JSON Schema, for editors."""


def page() -> str:
    """Return the page of formats."""
    seen: set[type[Any]] = set()
    parts = [INTRODUCTION, table(["file", "first line", "what it holds"], map(overview, TITLES))]
    for kind, title in TITLES.items():
        parts.append(f"## {title}")
        parts += section(KINDS[kind], seen, kind)
    parts += ["## The lock of a case", *section(LockFile, seen, None)]
    return page_of("Files", *parts)


def overview(kind: str) -> tuple[str, str, str]:
    """Return the row of a kind of file in the first table."""
    first = code(f"format: claimmap/{kind}-1")
    return link(TITLES[kind]), first, summary(KINDS[kind])


def section(cls: type[Any], seen: set[type[Any]], kind: str | None) -> Iterator[str]:
    """Give a class and those it holds, each once on the page."""
    said = described(cls)
    seen.add(cls)
    yield prose(said[""])
    if kind == "case":
        yield FURTHER_FILES
    yield keys_table(cls)
    for inner in inner_classes(cls):
        if inner not in seen:
            yield f"### {inner.__name__}"
            yield from section(inner, seen, None)


FURTHER_FILES = """\
Files without `format:` in the folder of the case and below belong to it and may hold any of these keys: lists are joined, a single value stands once."""


def keys_table(cls: type[Any]) -> str:
    """Return the table of a class's keys."""
    fields = {one.name: one for one in attrs.fields(cls)}
    says = described(cls)
    rows = []
    for key, name in keys_of(cls).items():
        field = fields[name]
        bare = " This key may be written alone, without the others." if BARE.get(cls) == name else ""
        meaning = as_written(says.get(name) or COMMON.get((cls.__name__, key)) or COMMON.get(key, ""))
        rows.append((code(key), type_words(cls, key, field.type), default_words(field), meaning + bare))
    return table(["key", "value", "if left out", "meaning"], rows)


KEY_OF = re.compile(r" \(keys? `[^)]*`\)")
"""What a docstring says to those who read the class and not the file."""



def as_written(text: str) -> str:
    """Put what a docstring says of an attribute into the words of somebody who writes the file."""
    text = KEY_OF.sub("", text).replace("()", "an empty list")
    text = re.sub(r"\bNone\b", "left out", text)
    return re.sub(r"`[a-z]+(?:_[a-z]+)+`", lambda found: found.group().replace("_", "-"), text)


COMMON: Mapping[Any, str] = {
    "format": "The first line of the file; it says what the file is.",
    "id": "Chosen by the author, kebab-case, unique among its kind; sources and evidence share one set of ids.",
    "title": "A few words for people.",
    "note": "What else a reader should know; shown to the team and evaluated nowhere.",
    "cite": "Where in the file it was read.",
    "notes": "Further readings, each with its source.",
    "source": "Where it was read.",
    "confidence": "How far it goes back to a source: see [trust](law-trust.md).",
    "checked": "The day on which a person last compared it with the source; `null` where nobody has.",
    "address": "Its [address](writing.md#addresses).",
    ("Challenge", "effect"): "What the attack does while the attacker stands.",
    ("Withdrawal", "notification"): "What was notified, in words.",
    ("Withdrawal", "revocation"): "How it was revoked, in words.",
    "points": "Each contested point of law.",
    "article": "Provision that it concerns.",
    "why-it-leans": "Why authority leans one way.",
    "views": "Both sides.",
    "who": "Who holds it.",
    "why": "The reason.",
    ("CountriesFile", "source"): "Where the codes were read.",
}


def type_words(cls: type[Any], key: str, kind: Any) -> str:
    """Say what a key holds."""
    if (cls, key) in SPECIAL and key in SPECIAL_WORDS and "When" not in str(kind):
        return SPECIAL_WORDS[key]
    return words_of(kind)


def words_of(kind: Any) -> str:
    """Say a type in words; a class of ours is a link to its keys."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is cases.Names:
        return "id, or list of ids"
    if kind in WORDS:
        return WORDS[kind]
    if origin is Literal:
        return ", ".join(code(one) for one in in_order(inner))
    if origin is tuple:
        return f"list of: {words_of(inner[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"keys, each with: {words_of(inner[1])}"
    if origin in (types.UnionType, typing.Union):
        return ", or ".join(words_of(one) for one in inner if one is not type(None))
    if attrs.has(kind):
        return link(kind.__name__)
    message = f"no words for {kind!r}"
    raise TypeError(message)


GRADES_IN_ORDER = ("none", "low", "medium", "high", "unassessed")


def in_order(values: tuple[str, ...]) -> tuple[str, ...]:
    """Sort grades from low to high, for Python may give back a literal as another module wrote it; leave other values."""
    if set(values) <= set(GRADES_IN_ORDER):
        return tuple(sorted(values, key=GRADES_IN_ORDER.index))
    return values


def default_words(field: Any) -> str:
    """Say what a key stands for where it is left out."""
    default = field.default
    if default is attrs.NOTHING:
        return "required"
    if getattr(default, "factory", None) is not None or default is None or default == () or attrs.has(type(default)):
        return ""
    return code({True: "true", False: "false"}.get(default, str(default)) if isinstance(default, bool) else str(default))


def inner_classes(cls: type[Any]) -> Iterator[type[Any]]:
    """Give the classes that the keys of a class hold, in their order."""
    for name in keys_of(cls).values():
        yield from classes_in(next(one for one in attrs.fields(cls) if one.name == name).type)


def classes_in(kind: Any) -> Iterator[type[Any]]:
    """Give the classes of ours in a type."""
    if isinstance(kind, type) and attrs.has(kind) and kind not in WORDS:
        yield kind
    for inner in typing.get_args(kind):
        yield from classes_in(inner)


def summary(cls: type[Any]) -> str:
    """Return the first sentence of a class's docstring."""
    return described(cls)[""].partition(". ")[0].rstrip(".")


# ---------------------------------------------------------------- what programs get

OUTPUTS = Path(__file__).parent / "outputs.yml"

OUTPUTS_INTRODUCTION = """\
Every command that shows something takes `--format json` and prints one document on standard output.
Keys are written in snake case; they are a contract: more may be added, none changes its meaning within a format version.
A document names its format, and reports name the law and the policy they rest on.
People at risk appear by id only.

In the tables below, `[]` means every entry of a list, and `{}` every key of a mapping.

Exit codes: 0 means done, for gaps are findings and no errors; 1 means that `--fail-on` or an expectation failed; 2 means bad input or bad usage."""


def outputs() -> dict[str, Any]:
    """Read what is said of each output."""
    found: dict[str, Any] = yaml.safe_load(OUTPUTS.read_text(encoding="utf-8"))
    return found


def outputs_page() -> str:
    """Return the page of outputs."""
    parts = [OUTPUTS_INTRODUCTION]
    listed = outputs()
    parts.append(table(["format", "printed by"], ((link(code(name), name), code(one["command"])) for name, one in listed.items())))
    for name, one in listed.items():
        parts += [f"## {name}", prose(one["says"]), f"Printed by `{one['command']}`."]
        parts.append(table(["key", "meaning"], ((code(key), says) for key, says in one["keys"].items())))
    return page_of("Outputs", *parts)

