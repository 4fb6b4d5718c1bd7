"""Plain values that were read and checked before, made into objects without being checked again.

Only the cache uses this: its entries are written after the file behind them was read in full, under the hash of that
file. A value that does not fit after all raises, and the file is read again.
"""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

import attrs

from claimmap.law import CrimeFile, Element, ElementText, SourceText
from claimmap.reading import TRUE, keys_of

T = TypeVar("T")
Convert = Callable[[Any], Any]
Plan = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Convert], ...]]
"""Keys that are named otherwise in the class, and attributes that are not plain text."""

_PLANS: dict[type[Any], Plan] = {}


def thaw(plain: Mapping[str, Any], cls: type[T]) -> T:
    """Fill a class.

    Raises:
        KeyError, TypeError, ValueError: the values are not those of such a class.
    """
    return cls(**parts_of(plain, cls))


def parts_of(plain: Mapping[str, Any], cls: type[Any]) -> dict[str, Any]:
    """Return what a class is to be filled with, by attribute; a key that it does not have is found when it is filled."""
    renamed, converted = _PLANS.get(cls) or _plan(cls)
    said = dict(plain)
    for key, name in renamed:
        if key in said:
            said[name] = said.pop(key)
    for name, convert in converted:
        if name in said:
            said[name] = convert(said[name])
    return said


def elements_of(plain: Mapping[str, Any], owner: str, source: SourceText, shared: Mapping[str, Element]) -> tuple[Element, ...]:
    """Return the resolved elements of a crime, as `law.resolve_element` makes them."""
    out = []
    for one in plain.get("elements", ()):
        said = parts_of(one, ElementText)
        same = said.get("same_as")
        if same is not None:
            common = shared[same]
            number = said["number"]
            out.append(Element(
                address=f"{owner}/{number}", number=number, kind=common.kind, scope=common.scope, statement=common.statement, part="shared",
                same_as=same, limbs=common.limbs, limbs_combine=common.limbs_combine, mental=common.mental, about=said.get("about", ()),
                means=common.means, notes=common.notes + said.get("notes", ()), source=common.source,
            ))  # fmt: skip
            continue
        said.setdefault("scope", "person" if said["kind"] == "mental" else "incident")
        said.setdefault("source", source)
        out.append(Element(address=f"{owner}/{said['number']}", part="crime", **said))
    return tuple(out)


def crime_parts(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a crime is to be filled with, but for its elements."""
    return parts_of({key: value for key, value in plain.items() if key not in ("format", "elements")}, CrimeFile)


def _plan(cls: type[Any]) -> Plan:
    fields = {one.name: one.type for one in attrs.fields(cls)}
    converts = {name: _convert(fields[name]) for name in keys_of(cls).values()}
    renamed = tuple((key, name) for key, name in keys_of(cls).items() if key != name)
    _PLANS[cls] = renamed, tuple((name, convert) for name, convert in converts.items() if convert is not None)
    return _PLANS[cls]


def _convert(kind: Any) -> Convert | None:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        (kind,) = (one for one in inner if one is not type(None))
        return _convert(kind)
    if kind is str or origin is Literal:
        return None
    if kind is int:
        return int
    if kind is bool:
        return lambda value: value.lower() in TRUE
    if kind is dt.date:
        return dt.date.fromisoformat
    if origin is tuple:
        return _tuple_of(_convert(inner[0]))
    if attrs.has(kind):
        return _maker(kind)
    message = f"nothing of type {kind!r} is cached"
    raise TypeError(message)


def _maker(cls: type[Any]) -> Convert:
    """Return what fills a class; written out, since it runs for every note of the law."""
    renamed, converted = _PLANS.get(cls) or _plan(cls)

    def make(plain: Mapping[str, Any]) -> Any:
        said = dict(plain)
        for key, name in renamed:
            if key in said:
                said[name] = said.pop(key)
        for name, convert in converted:
            if name in said:
                said[name] = convert(said[name])
        return cls(**said)

    return make


def _tuple_of(convert: Convert | None) -> Convert:
    if convert is None:
        return tuple
    return lambda values: tuple([convert(one) for one in values])
