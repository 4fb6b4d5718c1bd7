"""Plain values to frozen classes: quickly, or with every fault gathered."""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import attrs
import cattrs

from claimmap import case as cases
from claimmap.dates import When
from claimmap.problems import nearest, one_of, shortened
from claimmap.reading.bounds import MOST_PROBLEMS, REPORTED, NeedsPlaces, T
from claimmap.reading.faults import ClassFault, Gathered, Group, ReportedFault, Unfit
from claimmap.reading.naming import BARE, CLASS_NAMES, field_names, key_of
from claimmap.reading.scalars import as_day, as_literal, as_text, as_truth, as_when, as_whole, words_for
from claimmap.reading.shorthands import BEFORE

TEXTS: Final = frozenset({str})


def make_converter(*, detailed: bool) -> cattrs.Converter:
    """Make the converter that structures plain values.

    Args:
        detailed: Gather every fault (slower) instead of stopping at the first.
    """
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True)
    converter.register_structure_hook(str, as_text)
    converter.register_structure_hook(int, as_whole)
    converter.register_structure_hook(bool, as_truth)
    converter.register_structure_hook(dt.date, as_day)
    converter.register_structure_hook(When, as_when)
    converter.register_structure_hook_func(_is_anything, lambda value, _: value)
    converter.register_structure_hook_factory(lambda kind: typing.get_origin(kind) is Literal, as_literal)  # type: ignore[comparison-overlap]
    converter.register_structure_hook_func(_is_names, _names_hook(converter, detailed=detailed))
    converter.register_structure_hook_factory(_is_optional, lambda kind: _optional(kind, converter))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple(kind, converter, detailed=detailed))
    converter.register_structure_hook_factory(_is_mapping, lambda kind: _mapping(kind, converter, detailed=detailed))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class(cls, converter, detailed=detailed))
    converter.register_structure_hook_func(
        lambda kind: kind == str | cases.LinkTarget,
        lambda value, _: value if isinstance(value, str) else converter.structure(value, cases.LinkTarget),
    )
    return converter


def _is_anything(kind: Any) -> bool:
    return kind is Any


def _is_names(kind: Any) -> bool:
    return kind is cases.Names


def _is_optional(kind: Any) -> bool:
    return typing.get_origin(kind) in (types.UnionType, typing.Union) and type(None) in typing.get_args(kind)


def _optional(kind: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    inner = [one for one in typing.get_args(kind) if one is not type(None)]
    target = inner[0] if len(inner) == 1 else typing.Union[tuple(inner)]  # noqa: UP007 - built at run time
    hook: Any = converter.get_structure_hook(target)
    return typing.cast("Callable[[Any, Any], Any]", hook)


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple(kind: Any, converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    inner = typing.get_args(kind)[0]
    hook: Any = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any = None) -> tuple[Any, ...]:
        if value.__class__ is not list:
            hint = "begin each entry with a dash, as in `- id: ...`"
            if isinstance(value, str):
                hint = f"write [{shortened(value)}], or one entry a line, each after a dash"
            raise Unfit("list-due", f"a list is due, found {words_for(value)}", hint)
        if not detailed:
            if inner is str and TEXTS.issuperset(map(type, value)):
                return tuple(value)
            return tuple([hook(one, inner) for one in value])
        out, errors = [], []
        for index, one in enumerate(value):
            try:
                out.append(_convert(hook, one, inner))
            except Exception as error:  # noqa: BLE001 - gathered and located
                errors.append(Gathered(index, error))
                out.append(_partial(error, inner))
        if errors:
            raise Group(errors, tuple(out))
        return tuple(out)

    return structure


def _names_hook(converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], cases.Names]:
    several = _tuple(tuple[str, ...], converter, detailed=detailed)

    def structure(value: Any, _: Any = None) -> cases.Names:
        if value.__class__ is str:
            return cases.Names((value,))
        if value.__class__ is list:
            return cases.Names(several(value, None))
        raise Unfit("wrong-type", f"an id or a list of ids is due, found {words_for(value)}", "write one id, or several in brackets: [one, two]")

    return structure


def _is_mapping(kind: Any) -> bool:
    return typing.get_origin(kind) is Mapping


def _mapping(kind: Any, converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], Any]:
    inner = typing.get_args(kind)[1]
    hook: Any = converter.get_structure_hook(inner)

    def structure(value: Any, _: Any = None) -> dict[str, Any]:
        if value.__class__ is not dict:
            raise Unfit("mapping-due", f"keys are due, found {words_for(value)}", "write `name: value`, one a line")
        if not detailed:
            return {key: hook(one, inner) for key, one in value.items()}
        out, errors = {}, []
        for key, one in value.items():
            try:
                out[key] = _convert(hook, one, inner)
            except Exception as error:  # noqa: BLE001 - gathered and located
                errors.append(Gathered(key, error))
        if errors:
            raise Group(errors, out)
        return out

    return structure


def _convert(hook: Any, value: Any, kind: Any) -> Any:
    if value is REPORTED:
        raise ReportedFault
    return hook(value, kind)


def _partial(error: Exception, kind: Any) -> Any:
    """Return what could be read of a faulty value, or what stands in for it where its kind is due."""
    partial = getattr(error, "partial", None)
    if partial is not None:
        return partial
    if attrs.has(kind):
        return _filled(kind, {})
    return "" if kind in (str, cases.Names) else () if _is_tuple(kind) else {} if _is_mapping(kind) else None


def _filled(cls: type[T], out: Mapping[str, Any]) -> T:
    """Fill a class with what could be read of it; what is due and missing has a stand-in."""
    missing = {one.name: _partial(ReportedFault(), one.type) for one in attrs.fields(cls) if one.init and one.default is attrs.NOTHING}  # type: ignore[arg-type]
    return cls(**{**missing, **out})


def _quick(
    cls: type[T], converter: cattrs.Converter, keys: Mapping[str, str], bare: str | None, before: Callable[[dict[str, Any]], dict[str, Any]] | None
) -> Callable[[Any, Any], T]:
    """Make the function that fills a class and stops at the first fault; it looks only at the keys that are there."""
    table: dict[str, tuple[str, Any]] = {}
    types_ = {one.name: one.type for one in attrs.fields(cls)}  # type: ignore[arg-type]

    def prepare() -> None:
        for key, name in keys.items():
            kind = types_[name]
            table[key] = (name, None if kind is str or kind == str | None else converter.get_structure_hook(kind))

    def quick(value: Any, _: Any = None) -> T:
        if value.__class__ is not dict:
            if bare is None or value.__class__ is not str:
                raise NeedsPlaces
            value = {bare: value}
        if before is not None:
            value = before(value)
        if not table:
            prepare()
        filled = {}
        for key, one in value.items():
            name, hook = table[key]
            if hook is None:
                if one.__class__ is not str:
                    raise NeedsPlaces
                filled[name] = one
            else:
                filled[name] = hook(one, None)
        return cls(**filled)

    return quick


def _class(cls: type[T], converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any, Any], T]:
    names = field_names(cls)
    keys = {key_of(name): name for name in names}
    fields = {one.name: one for one in attrs.fields(cls)}  # type: ignore[arg-type]
    bare = BARE.get(cls)
    before = BEFORE.get(cls)
    if not detailed:
        return _quick(cls, converter, keys, bare, before)

    hooks: dict[str, Any] = {}

    def careful(value: Any, _: Any = None) -> T:
        if bare is not None and isinstance(value, str):
            value = {bare: value}
        what = CLASS_NAMES.get(cls, "this entry")
        if not isinstance(value, dict):
            raise Unfit("mapping-due", f"{what} is due with its keys, found {words_for(value)}",
                        f"write `{key_of(names[0])}: ...` and so on, one key a line")  # fmt: skip
        errors: list[Gathered] = []
        if before is not None:
            try:
                value = before(value)
            except Group as group:
                errors += group.errors
                value = {**value, **{str(one.step): REPORTED for one in group.errors}}
        unknown = [key for key in value if key not in keys]
        absent = [key for key, name in keys.items() if key not in value and fields[name].default is attrs.NOTHING]
        for key in unknown[:MOST_PROBLEMS]:
            close = nearest(key, keys)
            hint = f"did you mean {close[0]!r}?" if close else "known: " + ", ".join(sorted(keys))
            if close and close[0] in value:
                hint = f"did you mean {close[0]!r}, which stands here already?"
            if close and close[0] in absent:
                absent.remove(close[0])
                errors.append(Gathered(close[0], ReportedFault()))
            errors.append(
                Gathered(
                    key, ClassFault(Unfit("unknown-key", f"{shortened(key)!r} is not a key of {what}", hint), key)
                )
            )
        out: dict[str, Any] = {}
        for key, name in keys.items():
            if key in value:
                hook = hooks.get(name) or hooks.setdefault(name, converter.get_structure_hook(fields[name].type))
                try:
                    out[name] = _convert(hook, value[key], fields[name].type)
                except Exception as error:  # noqa: BLE001 - gathered and located
                    errors.append(Gathered(key, error))
                    if getattr(error, "partial", None) is not None:
                        out[name] = _partial(error, fields[name].type)
        if absent:
            required = [key for key, name in keys.items() if fields[name].default is attrs.NOTHING]
            message = f"{what} lacks {one_of([repr(key) for key in absent]).replace(' or ', ' and ')}"
            hint = f"{what} needs " + ", ".join(required)
            errors.append(Gathered("", ClassFault(Unfit("missing-key", message, hint))))
            errors += [Gathered(key, ReportedFault()) for key in absent]
        if errors:
            raise Group(errors, _filled(cls, out))
        return cls(**out)

    return careful


QUICK = make_converter(detailed=False)
CAREFUL = make_converter(detailed=True)
