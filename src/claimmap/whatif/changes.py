"""Suppositions: the case as it would be if something fell, came in, or were decided.

Every function takes a case and returns another; the first is never touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar, cast

from attrs import evolve

from claimmap.address import BadAddress, parse
from claimmap.case import (
    SELF,
    Admissibility,
    AdmissibilityStatus,
    Alternative,
    Assessment,
    Case,
    Challenge,
    Evidence,
    Grade,
    Identity,
    Link,
    LinkTarget,
    Search,
    Settled,
    Source,
)
from claimmap.policy import GRADES, STANDARDS
from claimmap.problems import ClaimmapError, UnknownId

IDENTITIES: Final = ("known", "withheld-from-public", "withheld-from-defence", "unknown-to-team")
RULINGS: Final = ("not-tendered", "tendered", "submitted", "admitted", "challenged", "excluded", "withdrawn")
ARROW: Final = "->"

T = TypeVar("T")


def target_of(text: str) -> str | LinkTarget:
    """Read what a supposition is about: an id, or one link of an item.

    >>> target_of("witness-12 -> 7(1)(d)/1")
    LinkTarget(evidence='witness-12', element='7(1)(d)/1')
    """
    item, arrow, element = text.partition(ARROW)
    return LinkTarget(evidence=item.strip(), element=element.strip()) if arrow else text.strip()


def canonical(address: str) -> str:
    """Return an address in its canonical spelling, or as it is where it cannot be read."""
    try:
        return str(parse(address).address)
    except BadAddress:
        return address


def replaced(values: tuple[T, ...], place: int, value: T) -> tuple[T, ...]:
    """Return a tuple with one value replaced."""
    return (*values[:place], value, *values[place + 1 :])


def place_of(values: Sequence[Source] | Sequence[Evidence], name: str) -> int | None:
    """Return the position of an id, or None."""
    return next((place for place in range(len(values)) if values[place].id == name), None)


def things(case: Case) -> list[Source | Evidence]:
    """Return the sources and items of a case."""
    return [*case.sources, *case.evidence]


def with_item(case: Case, item: Evidence) -> Case:
    """Return the case with the item of that id replaced."""
    place = place_of(case.evidence, item.id)
    if place is None:
        raise unknown(case, item.id)
    return evolve(case, evidence=replaced(case.evidence, place, item))


def with_source(case: Case, source: Source) -> Case:
    """Return the case with the source of that id replaced."""
    place = place_of(case.sources, source.id)
    if place is None:
        raise unknown(case, source.id)
    return evolve(case, sources=replaced(case.sources, place, source))


def find(case: Case, name: str) -> Source | Evidence:
    """Return the source or item of an id; raises UnknownId."""
    place = place_of(case.evidence, name)
    if place is not None:
        return case.evidence[place]
    place = place_of(case.sources, name)
    if place is not None:
        return case.sources[place]
    raise unknown(case, name)


def unknown(case: Case, name: str) -> UnknownId:
    """Say that the case holds no such source or item, and what comes nearest."""
    return UnknownId("source or evidence item", name, [one.id for one in things(case)])


# ---------------------------------------------------------------- what falls


def without(case: Case, *ids: str | LinkTarget) -> Case:
    """Suppose that sources, items or links are excluded, recanted or found forged.

    What falls stays in the file and carries nothing, so what derives only from it falls too. A copy and its original
    are one item and fall together.

    Args:
        case: The case as it stands.
        ids: Ids of sources and items; links as `LinkTarget` or as `witness-12 -> 7(1)(d)/1`.

    Raises:
        UnknownId: the case holds nothing of that name.
    """
    for one in ids:
        target = target_of(one) if isinstance(one, str) else one
        if isinstance(target, LinkTarget):
            case = without_link(case, target)
            continue
        found = find(case, target)
        if isinstance(found, Source):
            case = with_source(case, evolve(found, grade="none"))
            continue
        case = with_item(case, evolve(found, admissibility=Admissibility(status="excluded", note="supposed")))
    return case


def without_link(case: Case, target: LinkTarget) -> Case:
    """Suppose that one item no longer bears on one element; raises UnknownId."""
    found = find(case, target.evidence)
    if isinstance(found, Source):
        raise UnknownId("evidence item", target.evidence, [one.id for one in case.evidence])
    wanted = canonical(target.element)

    def kept(links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(one for one in links if one.element is None or canonical(one.element) != wanted)

    supports, undermines = kept(found.supports), kept(found.undermines)
    if len(supports) + len(undermines) == len(found.supports) + len(found.undermines):
        linked = [one.element for one in (*found.supports, *found.undermines) if one.element is not None]
        raise UnknownId(f"link of {found.id} to", target.element, linked)
    return with_item(case, evolve(found, supports=supports, undermines=undermines))


# ---------------------------------------------------------------- what comes in, or is decided


def with_(
    case: Case, *, sources: Iterable[Source] = (), evidence: Iterable[Evidence] = (), challenges: Iterable[Challenge] = (),
    alternatives: Iterable[Alternative] = (), settled: Iterable[Settled] = (), assessments: Iterable[Assessment] = (),
    searches: Iterable[Search] = (), grades: Mapping[str, str] | None = None, identities: Mapping[str, str] | None = None,
    rulings: Mapping[str, str] | None = None, same: Iterable[Sequence[str]] = (),
) -> Case:  # fmt: skip
    """Suppose that something comes in or is decided.

    Args:
        case: The case as it stands.
        sources: Sources to add; items, challenges, alternatives, settled matters, assessments and searches likewise.
        grades: Grade by id of a source or an item, or `unassessed`.
        identities: By id of a source its kind of identity (`known`), or by id of an item what it derives from.
        rulings: Status of admissibility by id of an item.
        same: Groups of ids that are supposed to stand for one thing.

    Raises:
        UnknownId: the case holds nothing of that name, or there is no such grade, identity or status.
    """
    case = evolve(
        case, sources=(*case.sources, *sources), evidence=(*case.evidence, *evidence), challenges=(*case.challenges, *challenges),
        alternatives=(*case.alternatives, *alternatives), settled=(*case.settled, *settled),
        assessments=(*case.assessments, *assessments), searches=(*case.searches, *searches),
    )  # fmt: skip
    for name, grade in (grades or {}).items():
        case = graded(case, name, grade)
    for name, identity in (identities or {}).items():
        case = identified(case, name, identity)
    for name, status in (rulings or {}).items():
        case = ruled(case, name, status)
    for group in same:
        case = merged(case, *group)
    return case


def graded(case: Case, name: str, grade: str) -> Case:
    """Suppose a grade for a source or an item; `unassessed` takes it away."""
    if grade not in (*GRADES, "unassessed"):
        raise UnknownId("grade", grade, (*GRADES, "unassessed"))
    found = find(case, name)
    value = cast("Grade | None", None if grade == "unassessed" else grade)
    if isinstance(found, Source):
        return with_source(case, evolve(found, grade=value, reliability=None))
    return with_item(case, evolve(found, grade=value, credibility=None))


def identified(case: Case, name: str, identity: str) -> Case:
    """Suppose that a source is known (or withheld), or that an item derives from a source or item that is named."""
    found = find(case, name)
    if identity in IDENTITIES:
        if not isinstance(found, Source):
            raise UnknownId("source", name, [one.id for one in case.sources])
        return with_source(case, evolve(found, identity=cast("Identity", identity)))
    if identity != SELF:
        find(case, identity)
    if isinstance(found, Source):
        raise ClaimmapError(f"{name!r} is a source: give its kind of identity ({', '.join(IDENTITIES)}), or suppose with `same` that two are one")
    return with_item(case, evolve(found, from_=(identity,)))


def ruled(case: Case, name: str, status: str) -> Case:
    """Suppose a ruling on an item."""
    if status not in RULINGS:
        raise UnknownId("status of admissibility", status, RULINGS)
    found = find(case, name)
    if isinstance(found, Source):
        raise UnknownId("evidence item", name, [one.id for one in case.evidence])
    return with_item(case, evolve(found, admissibility=evolve(found.admissibility, status=cast("AdmissibilityStatus", status))))


def merged(case: Case, *ids: str) -> Case:
    """Suppose that several sources, or several items, are one; the first id stands for all.

    Where they are graded differently the merged one is unassessed: somebody must grade it anew.

    Raises:
        UnknownId: the case holds nothing of that name.
        ClaimmapError: one derives from the other, or a source and an item are named together.
    """
    found = [find(case, name) for name in dict.fromkeys(ids)]
    if len(found) < 2:
        return case
    first, *others = found
    kinds = {type(one) for one in found}
    if len(kinds) > 1:
        raise ClaimmapError(f"{', '.join(ids)} are not of one kind: a source and an item cannot be one")
    names = {one.id for one in found}
    for one in found:
        if names & _behind(case, one.id):
            raise ClaimmapError(f"{one.id} derives from another of {', '.join(ids)}, so they cannot be one")
    rename = {one.id: first.id for one in others}

    def renamed(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rename.get(value, value) for value in values)) if rename.keys() & set(values) else values

    if isinstance(first, Source):
        sources = cast("list[Source]", found)
        judged = {(one.grade, one.reliability) for one in sources}
        grade, reliability = judged.pop() if len(judged) == 1 else (None, None)
        known = "known" if any(one.identity == "known" for one in sources) else first.identity
        joined = evolve(
            first, grade=grade, reliability=reliability, identity=known, tags=tuple(dict.fromkeys(tag for one in sources for tag in one.tags)),
            from_=tuple(dict.fromkeys(name for one in sources for name in one.from_)),
        )  # fmt: skip
        case = with_source(case, joined)
    else:
        for one in cast("list[Evidence]", others):
            case = with_item(case, evolve(one, copy_of=first.id))
    return evolve(
        case,
        sources=tuple(evolve(one, from_=renamed(one.from_)) if rename.keys() & set(one.from_) else one for one in case.sources),
        evidence=tuple(evolve(one, from_=renamed(one.from_)) if rename.keys() & set(one.from_) else one for one in case.evidence),
        challenges=tuple(_retargeted(one, rename) for one in case.challenges),
    )


def _retargeted(challenge: Challenge, rename: Mapping[str, str]) -> Challenge:
    target = challenge.target
    if isinstance(target, str):
        target = rename.get(target, target)
    return evolve(challenge, from_=rename.get(challenge.from_, challenge.from_), target=target)


def _behind(case: Case, name: str) -> set[str]:
    """Return everything that something derives from."""
    parents = {one.id: one.from_ for one in things(case)}
    out: set[str] = set()
    waiting = list(parents.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one not in out and one != SELF:
            out.add(one)
            waiting += parents.get(one, ())
    return out


def at(case: Case, standard: str) -> Case:
    """Ask about another standard of proof; raises UnknownId."""
    if standard not in STANDARDS:
        raise UnknownId("standard", standard, STANDARDS)
    return evolve(case, standard=standard)
