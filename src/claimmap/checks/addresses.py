"""Rules on addresses: each names one thing of the right kind, and a link that is attacked is there."""

from collections.abc import Collection, Iterator
from typing import Final

from claimmap.address import BadAddress
from claimmap.case import Case, LinkTarget
from claimmap.checks.findings import Finding
from claimmap.law import AmbiguousAddress, Law
from claimmap.problems import UnknownId, one_of, shortened
from claimmap.reading import Path_

LONGEST_ADDRESS: Final = 200


def _addresses(case: Case) -> Iterator[tuple[Path_, str, str]]:
    """Give every address in a case with its path and the kind of thing it must name."""
    for number, claim in enumerate(case.claims):
        if claim.crime != "none":
            yield ("claims", number, "crime"), claim.crime, "crime"
        for place, mode in enumerate(claim.modes):
            yield ("claims", number, "modes", place), mode, "mode"
        for address in claim.alleges:
            yield ("claims", number, "alleges", address), address, "allegation"
    for number, event in enumerate(case.events):
        for place, part in enumerate(event.parts):
            if part.element is not None:
                yield ("events", number, "parts", place, "element"), part.element, "element"
    for number, challenge in enumerate(case.challenges):
        if isinstance(challenge.target, LinkTarget):
            yield ("challenges", number, "target", "element"), challenge.target.element, "link"
    for number, graded in enumerate(case.grades):
        if isinstance(graded.of, LinkTarget):
            yield ("grades", number, "of", "element"), graded.of.element, "link"
    for key, name in (("alternatives", "element"), ("settled", "element"), ("assessments", "element"), ("searches", "for")):
        for number, one in enumerate(getattr(case, key)):
            yield (key, number, name), one.for_ if name == "for" else one.element, "link"
    for number, ground in enumerate(case.grounds):
        yield ("grounds", number, "ground"), ground.ground, "provision"
    if case.expect is not None:
        for claim_id, elements in case.expect.gaps.items():
            for address in elements:
                yield ("expect", "gaps", claim_id, address), address, "element"


def _linked(case: Case, among: Collection[str]) -> Iterator[tuple[Path_, str, str]]:
    """Give the addresses of links that are among some, with their paths."""
    if not among:
        return
    for number, item in enumerate(case.evidence):
        for key, found in (("supports", item.supports), ("undermines", item.undermines)):
            for place, link in enumerate(found):
                if link.element in among:
                    yield ("evidence", number, key, place, "element"), str(link.element), "link"


def check_targets_are_links(case: Case, law: Law) -> Iterator[Finding]:
    """A challenge or a grade of one link names a link that the item has; else it would do nothing, silently."""
    targets: list[tuple[Path_, LinkTarget]] = []
    targets += [(("challenges", number, "target"), one.target) for number, one in enumerate(case.challenges) if isinstance(one.target, LinkTarget)]
    targets += [(("grades", number, "of"), one.of) for number, one in enumerate(case.grades) if isinstance(one.of, LinkTarget)]
    aimed = {target.evidence for _, target in targets}
    links: dict[str, list[str]] = {}
    for item in case.evidence:
        if item.id in aimed:
            links.setdefault(item.id, []).extend(link.element for link in (*item.supports, *item.undermines) if link.element is not None)
    for path, target in targets:
        named, wanted = links.get(target.evidence), _one_name(target.element, law)
        if named is None or wanted is None:
            continue
        if wanted not in {_one_name(text, law) for text in named}:
            yield Finding(path=(*path, "element"), rule="unknown-link", message=f"the item {target.evidence!r} has no link to {target.element!r}",
                          hint="it links to " + one_of(sorted(set(named))).replace(" or ", " and ") if named else "it has no links")  # fmt: skip


def _one_name(address: str, law: Law) -> str | None:
    """Return one name for an element however it is addressed, or None where it names none."""
    if len(address) > LONGEST_ADDRESS:
        return None
    try:
        element = law.element(address)
    except (UnknownId, BadAddress):
        return None
    return element.same_as or element.address


WANTED: Final = {
    "crime": ("crime",), "mode": ("mode",), "element": ("element", "shared"), "link": ("element", "shared", "provision"),
    "allegation": ("element", "shared", "provision"), "provision": ("provision",),
}  # fmt: skip
WORDS: Final = {
    "crime": "a crime", "mode": "a mode of liability", "element": "an element", "link": "an element",
    "allegation": "an element", "provision": "a provision",
}  # fmt: skip


SUCH_AS: Final = {
    "a crime": "write a crime such as 7(1)(d)", "a mode of liability": "write a mode such as 25(3)(a)/co-perpetration",
    "an element": "write an element such as 7(1)(d)/1", "a provision": "write a ground such as 31(1)(a)",
}  # fmt: skip


def check_addresses_exist(case: Case, law: Law) -> Iterator[Finding]:
    """Every address names one thing of the right kind in the law of the case."""
    faults: dict[tuple[str, str], Finding | None] = {}
    linked = {link.element for item in case.evidence for found in (item.supports, item.undermines) for link in found}
    doubtful = {text for text in linked if text is not None and _address_fault(text, "link", law) is not None}
    for path, text, kind in (*_addresses(case), *_linked(case, doubtful)):
        if (text, kind) not in faults:
            faults[text, kind] = _address_fault(text, kind, law)
        fault = faults[text, kind]
        if fault is not None:
            is_key = path[-1] == text
            yield Finding(path=path, rule=fault.rule, message=fault.message, hint=fault.hint, severity=fault.severity, key=is_key)


def _address_fault(text: str, kind: str, law: Law) -> Finding | None:
    if len(text) > LONGEST_ADDRESS:
        return Finding(path=(), rule="bad-address", message=f"{shortened(text)!r} is too long for an address", hint="write an address such as 7(1)(d)/1")
    try:
        found = law.resolve(text)
    except AmbiguousAddress as error:
        return Finding(path=(), rule="ambiguous-address", message=f"{text!r} holds {len(error.candidates)} crimes", hint="write one of " + one_of(error.candidates))
    except BadAddress as error:
        return Finding(path=(), rule="bad-address", message=error.message, hint=error.hint)
    except UnknownId as error:
        modes = [one for one in law.under(text) if one in law.mode_index] if kind == "mode" else []
        if modes:
            return Finding(path=(), rule="ambiguous-address", message=f"{text!r} holds {len(modes)} modes of liability", hint="write one of " + one_of(modes))
        message, _, hint = str(error).partition("; ")
        return Finding(path=(), rule="unknown-address", message=message, hint=hint or None)
    if found.kind not in WANTED[kind]:
        hint = SUCH_AS[WORDS[kind]]
        if found.kind in ("crime", "mode") and WORDS[kind] == "an element":
            hint = f"name one of its elements, such as {found.owner}/1"
        elif found.kind == "element" and kind in ("crime", "mode") and _address_fault(found.owner, kind, law) is None:
            hint = f"write {found.owner}"
        word = {"shared": "a common element", "element": "an element", "provision": "a provision", "crime": "a crime", "mode": "a mode of liability"}[found.kind]
        return Finding(path=(), rule="wrong-address", message=f"{text!r} is {word}, where {WORDS[kind]} is due", hint=hint)
    if found.notes:
        return Finding(path=(), rule="address-repaired", message=f"{text!r} was read as {found.address!r}: {'; '.join(found.notes).rstrip('.')}",
                       hint=f"write {found.address}", severity="note")  # fmt: skip
    return None
