"""What may be written short in a case file, and is written out before a class is filled."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from claimmap import case as cases
from claimmap.problems import shortened
from claimmap.reading.bounds import REPORTED
from claimmap.reading.faults import Gathered, Group, Unfit


def _effect(value: dict[str, Any]) -> dict[str, Any]:
    effect = value.get("effect")
    if effect is REPORTED:
        return value
    if effect == "defeat":
        return {**value, "effect": "none"}
    if isinstance(effect, dict) and effect.get("cap") in ("low", "medium") and len(effect) == 1:
        return {**value, "effect": effect["cap"]}
    if effect is not None:
        said = f"{shortened(effect)!r}" if isinstance(effect, str) else "this"
        hint = "write `effect: defeat`, `effect: {cap: low}` or `effect: {cap: medium}`"
        unfit = Unfit("unknown-value", f"{said} is not an effect of a challenge", hint)
        raise Group([Gathered("effect", unfit)])
    return value


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("nationality") == ["unknown"]:
        return {key: one for key, one in value.items() if key != "nationality"}
    return value


def _self_origin(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "from": [cases.SELF]} if value.get("from") == cases.SELF else value


def _open_ends(value: dict[str, Any]) -> dict[str, Any]:
    """Read a bare `..` as an open end: the key might as well be absent."""
    return {key: one for key, one in value.items() if one != ".."} if ".." in value.values() else value


BEFORE: Final[Mapping[type, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    cases.Challenge: _effect,
    cases.Person: _without_nothing,
    cases.Evidence: _self_origin,
    cases.Covers: _open_ends,
    cases.Acceptance: _open_ends,
}
"""What is done to a mapping before its class is filled."""
