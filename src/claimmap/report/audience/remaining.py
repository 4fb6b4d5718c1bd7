"""Every text that is left of a case or of values about to be written, with the place where it stands."""

import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from claimmap.case import Case
from claimmap.dates import When

CLOSED_WORDS: Final = frozenset({"element", "crime", "modes", "law", "format", "alleges", "states", "ground", "fingerprints"})
"""Fields that hold addresses of the law or closed vocabularies, in which nobody's name can stand."""


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every free text of a case with the place where it stands, by kind, id and field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, When):
        yield path, str(value)
    elif attrs.has(type(value)):
        name = getattr(value, "id", None)
        where = f"{path} {name}".strip() if isinstance(name, str) and not isinstance(value, Case) else path
        for one in attrs.fields(type(value)):
            if one.name not in CLOSED_WORDS and not _vocabulary(one.type):
                key = one.name.rstrip("_").replace("_", "-")
                yield from texts_of(getattr(value, one.name), key if isinstance(value, Case) else f"{where}, {key}")
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one, path)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts_of(key, path)
            yield from texts_of(one, path)


def _vocabulary(kind: Any) -> bool:
    if typing.get_origin(kind) is Literal:
        return True
    inner = [one for one in typing.get_args(kind) if one is not type(None)]
    return len(inner) == 1 and typing.get_origin(inner[0]) is Literal


def plain_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of JSON values with the place where it stands."""
    if isinstance(value, str):
        yield path or "the text", value
    elif isinstance(value, Mapping):
        name = value.get("id") or value.get("address")
        where = f"{path} {name}".strip() if isinstance(name, str) else path
        for key, one in value.items():
            yield where or "a key", str(key)
            yield from plain_texts(one, f"{where}, {key}" if where else str(key))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from plain_texts(one, path)
