"""What differs between a case and a supposition on it, found by identity: what is the same object has not changed."""

from collections.abc import Sequence
from typing import Final, TypeVar, final

from attrs import evolve, fields, frozen

from claimmap.case import Case, Evidence, Link, Source

T = TypeVar("T", Source, Evidence)

LOCAL: Final = ("sources", "evidence", "challenges", "alternatives", "settled", "assessments", "searches")
SILENT: Final = (
    "id", "title", "standard", "note", "states", "triggers", "filings", "leads", "maybe_same", "expect", "authorities", "confidence",
    "reviews", "grades", "grounds", "format",
)  # fmt: skip
"""Parts of a case that no result rests on."""
ATTACHED: Final = ("settled", "assessments", "searches")


@final
@frozen(kw_only=True)
class Difference:
    """Where a supposition differs from the case.

    Attributes:
        sources, items: Positions of what was replaced; what was added stands behind the old ones.
        relinked: Positions of replaced items whose links differ in number or scope.
        judged: Positions of those whose links say the same of the same, with another strength or date.
        challenges: Whether challenges differ.
        attached: Whether assessments, searches or settled matters differ.
    """

    sources: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    relinked: tuple[int, ...] = ()
    judged: tuple[int, ...] = ()
    challenges: bool = False
    attached: bool = False


def difference(before: Case, after: Case) -> Difference | None:
    """Find where two cases differ; None where only a full evaluation will do.

    That is so where claims, events, contexts, alternatives or the day differ, where anything went or changed its
    place, and where copies are involved: then rows and nodes are not the same ones.
    """
    for one in fields(Case):
        if one.name in SILENT or one.name in LOCAL:
            continue
        if getattr(before, one.name) is not getattr(after, one.name) and getattr(before, one.name) != getattr(after, one.name):
            return None
    if before.alternatives is not after.alternatives and before.alternatives != after.alternatives:
        return None
    sources, items = _replaced(before.sources, after.sources), _replaced(before.evidence, after.evidence)
    if sources is None or items is None:
        return None
    if not _plain(before, after, items):
        return None
    differ = [place for place in items if _links(before.evidence[place]) != _links(after.evidence[place])]
    judged = tuple(place for place in differ if _scopes(before.evidence[place]) == _scopes(after.evidence[place]))
    relinked = tuple(place for place in differ if place not in judged)
    return Difference(
        sources=sources, items=items, relinked=relinked, judged=judged,
        challenges=before.challenges is not after.challenges and before.challenges != after.challenges,
        attached=any(getattr(before, name) is not getattr(after, name) and getattr(before, name) != getattr(after, name) for name in ATTACHED),
    )  # fmt: skip


def _replaced(before: Sequence[T], after: Sequence[T]) -> tuple[int, ...] | None:
    """Return the positions of what was replaced, or None where something went or changed its place."""
    if before is after:
        return ()
    if len(after) < len(before):
        return None
    found = tuple([place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one is not other])
    if any(before[place].id != after[place].id for place in found):
        return None
    return found


def _plain(before: Case, after: Case, items: Sequence[int]) -> bool:
    """Tell whether names are new where they must be and no copies are involved."""
    for place in items:
        one, other = before.evidence[place], after.evidence[place]
        if one.copy_of != other.copy_of or one.sha256 != other.sha256 or one.copy_of is not None:
            return False
    added: list[Source | Evidence] = [*after.sources[len(before.sources) :], *after.evidence[len(before.evidence) :]]
    if not added:
        return True
    if any(isinstance(one, Evidence) and (one.copy_of is not None or one.sha256 is not None) for one in added):
        return False
    names = {one.id for one in added}
    taken = any(one.id in names for one in before.sources) or any(one.id in names for one in before.evidence)
    return len(names) == len(added) and not taken


def _links(item: Evidence) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    return item.supports, item.undermines


def _scopes(item: Evidence) -> list[list[Link]]:
    """Return the links of an item without what only their grade and date rest on."""
    return [[evolve(link, strength=None, basis=None, when=None, shows="", at=None, note=None, cite=()) for link in side] for side in _links(item)]
