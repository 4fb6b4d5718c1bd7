"""What of a case an audience may see only by code: by access, consent, restriction, protection, and in combination."""

from collections.abc import Collection, Mapping
from typing import Final, Literal, final

from attrs import frozen

from claimmap.case import Case, Evidence, Restriction, Source
from claimmap.dates import When
from claimmap.graph import originals
from claimmap.report.audience.combining import NOTHING, Details, combined_details, texts_of_event, texts_of_item

Audience = Literal["internal", "partner", "public"]
AUDIENCES: Final[tuple[Audience, ...]] = ("internal", "partner", "public")
STATEMENTS: Final = frozenset({"testimony", "victim-statement", "insider-statement"})
"""Kinds that are somebody's own words: they need a consent that covers the audience unless they are public."""
NAMELESS: Final = frozenset({"person", "unknown"})
"""Kinds of source that are shown by code and kind only."""


@final
@frozen(kw_only=True)
class Closed:
    """What an audience may see only by code.

    Attributes:
        audience: For whom.
        people: Ids of protected sources.
        sources: Ids of all sources that are shown by code: the protected, and every person.
        items: Ids of items, with the reason.
        events: Ids of incidents that protected people speak of.
        details: What identifies them in combination.
    """

    audience: Audience
    people: frozenset[str]
    sources: frozenset[str]
    items: Mapping[str, str]
    events: frozenset[str]
    details: Details = NOTHING


WHY_PROTECTED: Final = "a protected person stands behind it"
WHY_ACCESS: Final = "its access does not extend to this audience"
WHY_CONSENT: Final = "no recorded consent covers this audience"
WHY_RESTRICTED: Final = "a restriction on it is not lifted"
WHY_COMBINED: Final = "its details identify somebody in combination"
WHY_NAMED: Final = "its text holds a protected name"
WHY_EVENT: Final = "incidents by code only"
WHY_PEOPLE: Final = "protected people by code only"


def is_protected(source: Source) -> bool:
    """Tell whether a source is protected: marked so, or with an identity that is withheld from anybody."""
    return source.protected or source.identity in ("withheld-from-public", "withheld-from-defence")


def close(
    case: Case, audience: Audience, places: Mapping[str, Collection[str]] | None = None, spoken_of: Collection[str] = ()
) -> Closed:  # fmt: skip
    """Say what an audience may see only by code.

    Args:
        case: The whole case.
        audience: partner or public.
        places: Names of States by their code, so that a place is known in running text.
        spoken_of: Incidents that concern a protected person besides those of which one speaks.
    """
    people = frozenset(one.id for one in case.sources if is_protected(one))
    behind = _behind(case, people)
    items: dict[str, str] = {}
    for item in case.evidence:
        why = _why_closed(item, case, audience, protected=item.id in behind)
        if why is not None:
            items[item.id] = why
    events = _events_of(case, behind) | frozenset(spoken_of)
    details = combined_details(case, people, behind, events, places or {})
    while more := {one.id for one in case.events if one.id not in events and details.joined_in(texts_of_event(one))}:
        events |= more  # another incident that has the same route and day would say what is held back of this one
        details = combined_details(case, people, behind, events, places or {})
    for item in case.evidence:
        if item.id not in items and details.joined_in(texts_of_item(item)):
            items[item.id] = WHY_COMBINED
    copies = originals(case)
    twins: dict[str, list[str]] = {}
    for item in case.evidence:
        twins.setdefault(copies.get(item.id, item.id), []).append(item.id)
    for same in twins.values():
        found = next((items[name] for name in same if name in items), None)
        if found is not None:
            for name in same:
                items.setdefault(name, found)
    sources = frozenset(one.id for one in case.sources if one.id in people or one.kind in NAMELESS)
    return Closed(audience=audience, people=people, sources=sources, items=items, events=events, details=details)


def _behind(case: Case, people: Collection[str]) -> frozenset[str]:
    """Return the sources and items that derive from any of some people, at whatever remove, and their copies."""
    parents: dict[str, tuple[str, ...]] = {one.id: one.from_ for one in case.sources}
    parents.update({one.id: one.from_ for one in case.evidence})
    children: dict[str, list[str]] = {}
    for name, found in parents.items():
        for parent in found:
            children.setdefault(parent, []).append(name)
    for copy, original in originals(case).items():
        children.setdefault(copy, []).append(original)
        children.setdefault(original, []).append(copy)
    out = set(people)
    waiting = list(people)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in out:
                out.add(child)
                waiting.append(child)
    return frozenset(out)


def _why_closed(item: Evidence, case: Case, audience: Audience, *, protected: bool) -> str | None:
    if protected:
        return WHY_PROTECTED
    access = item.access or "restricted"
    if access == "protected" or (audience == "public" and access != "public"):
        return WHY_ACCESS
    if any(not _lifted(one, case) for one in item.restrictions):
        return WHY_RESTRICTED
    covers = {"public": ("public",), "partner": ("partner", "public")}.get(audience, ())
    if item.consent:
        if not any(one.to in covers and _holds(one.given, one.revoked, case) for one in item.consent):
            return WHY_CONSENT
    elif item.kind in STATEMENTS and access != "public":
        return WHY_CONSENT
    return None


def _lifted(one: Restriction, case: Case) -> bool:
    return one.lifted is not None and one.lifted.wholly_before(case.as_of) is True


def _holds(given: When | None, revoked: When | None, case: Case) -> bool:
    """Tell whether a consent certainly stands on the day of the question; a revocation counts if it may have come."""
    if revoked is not None and revoked.wholly_on_or_after(case.as_of) is not True:
        return False
    return given is None or given.wholly_on_or_after(case.as_of) is not True


def _events_of(case: Case, behind: Collection[str]) -> frozenset[str]:
    """Return the incidents that items behind which protected people stand speak of, or may speak of."""
    of_claim = {claim.id: claim.events for claim in case.claims}
    out: set[str] = set()
    for item in case.evidence:
        if item.id not in behind:
            continue
        for link in (*item.supports, *item.undermines):
            if link.event:
                out.update(link.event)
            else:
                for name in link.claim or of_claim:
                    out.update(of_claim.get(name, ()))
    return frozenset(out)
