"""Rules on places and nationalities."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import evolve

from claimmap.case import Case
from claimmap.checks.findings import Finding
from claimmap.law import Law
from claimmap.problems import nearest
from claimmap.reading import Path_

PLACE_WORDS: Final = "write an ISO 3166-1 alpha-3 code, a part such as SDN-darfur, vessel:COM, aircraft:UKR, vessel:none, eez:NOR, high-seas or unknown"
CRAFT: Final = ("vessel", "aircraft", "eez")


def check_places_exist(case: Case, law: Law) -> Iterator[Finding]:
    """Every place and nationality names a State that exists, a vessel or aircraft of one, or says that it is unknown."""
    found = [(path, text, flags) for path, text, flags in _places(case) if text]
    if not found:
        return
    states = law.states
    codes = [*states.countries, *(one.code for one in states)]
    if not codes:
        return
    names = {states.name(code).lower(): code for code in codes}
    faults: dict[tuple[str, bool], Finding | None] = {}
    for path, text, flags in found:
        if (text, flags) not in faults:
            faults[text, flags] = _place_fault(text, flags=flags, known=states.known, codes=codes, names=names)
        fault = faults[text, flags]
        if fault is not None:
            yield evolve(fault, path=path, key=path[0] == "states")


def _places(case: Case) -> Iterator[tuple[Path_, str, bool]]:
    """Give every place with its path, and whether a vessel, an aircraft or the sea may stand there."""
    for number, person in enumerate(case.people):
        for place, nationality in enumerate(person.nationality or ()):
            yield ("people", number, "nationality", place), nationality.state, False
    for number, context in enumerate(case.contexts):
        for place, at in enumerate(context.at):
            yield ("contexts", number, "at", place), at, True
    for number, event in enumerate(case.events):
        for place, part in enumerate(event.parts):
            if part.at is not None:
                yield ("events", number, "parts", place, "at"), part.at, True
            for step, via in enumerate(part.via):
                yield ("events", number, "parts", place, "via", step), via, True
    for number, trigger in enumerate(case.triggers):
        if trigger.by is not None:
            yield ("triggers", number, "by"), trigger.by, False
        if trigger.covers is not None:
            for place, at in enumerate(trigger.covers.at):
                yield ("triggers", number, "covers", "at", place), at, True
    for code in case.states:
        yield ("states", code), code, False


def _place_fault(text: str, *, flags: bool, known: Callable[[str], bool], codes: list[str], names: Mapping[str, str]) -> Finding | None:
    name = text.rstrip("?~%").strip() if flags else text
    head, colon, tail = name.partition(":")
    if colon:
        if not flags:
            return Finding(path=(), rule="odd-place", message=f"{text!r} is a flag, where a State is due", hint=f"write the State alone: {tail or 'its code'}")
        if head not in CRAFT:
            close = nearest(head, CRAFT)
            hint = f"did you mean {close[0]}:{tail}?" if close else PLACE_WORDS
            return Finding(path=(), rule="odd-place", message=f"{head!r} is no kind of place that flies a flag", hint=hint)
        if tail in ("none", "unknown", "") and head != "eez":
            return None
        name = tail
    elif name == "unknown" or (flags and name == "high-seas"):
        return None
    if known(name):
        return None
    by_name = nearest(name.lower(), names)
    by_code = nearest(name.upper(), codes)
    close = tuple(names[one] for one in by_name) if len(name) > len("XXXX") else by_code
    hint = f"did you mean {close[0]}?" if close else PLACE_WORDS
    return Finding(path=(), rule="unknown-state", message=f"{name!r} is no State", hint=hint)
