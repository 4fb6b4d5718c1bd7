"""The same facts under another crime or another mode of liability.

Evidence stays where the element is the same common element, moves where the law says that two numbered elements stand
for one common element, and waits for review everywhere else. That two elements bear the same number means nothing.
"""

from typing import Any, Literal, final

from attrs import evolve, frozen

from claimmap.case import Case, Link, Names
from claimmap.graph import CONDITIONS, build, limb_of
from claimmap.law import Crime, Element, Law
from claimmap.problems import UnknownId
from claimmap.whatif.changes import replaced
from claimmap.whatif.shown import Worded


@final
@frozen(kw_only=True)
class Carried:
    """What became of one link.

    Attributes:
        what: kept, moved, or review.
        to: Address to which it moved.
        why: One sentence.
    """

    evidence: str
    element: str
    what: Literal["kept", "moved", "review"]
    to: str | None
    why: str

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {"evidence": self.evidence, "element": self.element, "what": self.what, "to": self.to, "why": self.why}


@final
@frozen(kw_only=True, repr=False)
class Recharacterised(Worded):
    """A case with one claim under another crime or mode, and what became of its links.

    Attributes:
        links: One entry a link that counted for the claim; those to be reviewed count nowhere for it.
        judgments: Assessments and settled matters of the claim, which concern the former elements and are not carried over.
    """

    case: Case
    claim: str
    links: tuple[Carried, ...]
    judgments: tuple[str, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values, without the case."""
        return {"claim": self.claim, "links": [one.to_plain() for one in self.links], "judgments": list(self.judgments)}


def recharacterised(case: Case, claim: str, law: Law, *, crime: str | None = None, mode: str | None = None) -> Recharacterised:
    """Put a claim under another crime, another mode of liability, or both.

    Args:
        case: The case as it stands.
        claim: Id of the claim.
        law: The law of the case.
        crime: Address of the other crime; the same one if left out.
        mode: Address of the one mode of liability; the same ones if left out.

    Raises:
        UnknownId: there is no such claim, crime or mode.
    """
    place = next((number for number, one in enumerate(case.claims) if one.id == claim), None)
    if place is None:
        raise UnknownId("claim", claim, [one.id for one in case.claims])
    old = case.claims[place]
    other = law.crime(crime) if crime is not None else law.crime(old.crime)
    modes = old.modes if mode is None else (law.mode(mode).address,)
    variant = old.variant if crime is None or any(one.id == old.variant for one in other.variants) else None
    changed = evolve(case, claims=replaced(case.claims, place, evolve(old, crime=other.address, modes=modes, variant=variant)))
    graph = build(case, law)
    mine: dict[int, None] = {}
    theirs: set[int] = set()
    for row in graph.rows:
        for side in (row.pro, row.con):
            for positions in side.values():
                for position in positions:
                    if row.claim == place:
                        mine[position] = None
                    else:
                        theirs.add(position)
    carried = []
    for position in sorted(mine):
        link = graph.links.link[position]
        found = _carry(link, other, modes, law)
        number, key, at = graph.links.where[position]
        item = changed.evidence[number]
        if found.what == "moved" and found.to is not None:
            moved = evolve(link, element=found.to, claim=Names((claim,)))
            links: tuple[Link, ...] = getattr(item, key)
            links = (*links, moved) if position in theirs else replaced(links, at, moved)
            item = evolve(item, supports=links) if key == "supports" else evolve(item, undermines=links)
            changed = evolve(changed, evidence=replaced(changed.evidence, number, item))
        carried.append(evolve(found, evidence=item.id))
    judged = {one.element for row in graph.rows if row.claim == place for one in row.assessments}
    judged |= {one.element for row in graph.rows if row.claim == place for one in row.settled}
    judged = {one for one in judged if _concerns(one, other, modes, law)}
    return Recharacterised(case=changed, claim=claim, links=tuple(carried), judgments=tuple(sorted(judged)))


def _concerns(address: str, crime: Crime, modes: tuple[str, ...], law: Law) -> bool:
    """Tell whether a judgment is about what is no longer asked for in the same words."""
    if is_condition(address, law):
        return False
    element = law.element(address)
    return _counterpart(element, crime, modes, law) is not element


def _counterpart(element: Element, crime: Crime, modes: tuple[str, ...], law: Law) -> Element | None:
    """Return the element under which the same thing is asked for, if it is."""
    asked = [*crime.elements, *(one for mode in modes for one in law.mode(mode).elements)]
    for one in asked:
        if one.address == element.address or (element.part == "shared" and one.same_as is not None and one.same_as in (element.address, element.same_as)):
            return one
    return None


def is_condition(address: str, law: Law) -> bool:
    """Tell whether an address is a condition of jurisdiction, which does not change with the crime or the mode."""
    return law.resolve(address).address in CONDITIONS


def _carry(link: Link, crime: Crime, modes: tuple[str, ...], law: Law) -> Carried:
    """Say what becomes of one link."""
    written = link.element or ""
    if is_condition(written, law):
        return Carried(evidence="", element=written, what="kept", to=None, why="a condition of jurisdiction, whatever the crime")
    element = law.element(written)
    found = _counterpart(element, crime, modes, law)
    limb = f"({limb_of(written)})" if limb_of(written) else ""
    if found is None:
        same = [one.address for one in crime.elements if one.fingerprint == element.fingerprint]
        hint = f"; {same[0]} reads the same, which is for a person to confirm" if same else ""
        return Carried(evidence="", element=written, what="review", to=None, why=f"{crime.address} does not ask for {element.address}{hint}")
    if found.address == element.address or element.scope == "context" or element.number is None:
        why = f"the same common element {found.same_as}" if found.same_as else "the same element"
        return Carried(evidence="", element=written, what="kept", to=None, why=why)
    return Carried(
        evidence="", element=written, what="moved", to=found.address + limb, why=f"{element.address} and {found.address} both stand for {found.same_as}"
    )  # fmt: skip
